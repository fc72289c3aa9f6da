//! The recipes of examples/embedding, as far as they run everywhere.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::json;
use standfirst_e2e::article::article;
use standfirst_e2e::publisher::{Answer, Gate};
use standfirst_e2e::{Stage, environment, story};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

const SUBJECT: &str = "https://standfirst.example/finland";

/// A program and the address of its page; it ends with this.
struct Site {
    page: String,
    _program: Child,
}

fn recipe(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/embedding").join(name)
}

/// Starts the Node server, which asks for the rendered element at `service`.
async fn node(stage: &Stage, service: &str) -> Site {
    let document = article("A rendered article", SUBJECT).to_string();
    stage.publisher.answer("/article.json", Answer::json(document).with("access-control-allow-origin", "*"));
    let mut program = Command::new("node")
        .arg(recipe("node/server.mjs"))
        .env("PORT", "0")
        .env("SERVICE", service)
        .env("REVIEWS", stage.service.origin())
        .env("SRC", stage.publisher.url("/article.json"))
        .env("SUBJECT", SUBJECT)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("node starts");
    let mut lines = BufReader::new(program.stdout.take().expect("its output")).lines();
    let page = lines.next_line().await.expect("its output").expect("the address of its page");
    Site { page, _program: program }
}

#[test]
fn a_node_server_has_the_article_in_its_page_from_the_start() {
    story(async |stage| {
        let browser = &stage.browser;
        stage.service.review(1, SUBJECT, 5, "There from the start").await;
        let site = node(stage, &stage.service.origin()).await;
        let page = stage.http.get(&site.page).await.expect("the page").body;
        let page = String::from_utf8_lossy(&page);
        assert!(page.contains("<template") && page.contains("A rendered article"), "{page}");
        assert!(page.trim_end().ends_with("</html>"), "{page}");
        browser.goto(&site.page).await;
        browser.until("events('standfirst-load').length > 0").await;
        assert_eq!(browser.eval("text('[part~=headline]')").await, "A rendered article");
        assert_eq!(
            browser.eval("texts('.review-list > li .review-text')").await,
            json!(["There from the start"])
        );
        assert_eq!(browser.eval("$('[name=page]').value").await, site.page);
    });
}

#[test]
fn a_node_server_whose_service_is_late_or_fails_leaves_the_article_to_the_widget() {
    story(async |stage| {
        let browser = &stage.browser;
        let never = Gate::default();
        let rendered = Answer::page("<p>never</p>");
        for answer in [Answer::status(502), rendered.behind(&never)] {
            stage.publisher.answer("/render", answer);
            let site = node(stage, &stage.publisher.url("")).await;
            browser.goto(&site.page).await;
            browser.until("events('standfirst-load').length > 0").await;
            assert_eq!(browser.eval("text('[part~=headline]')").await, "A rendered article");
            assert_eq!(browser.eval("document.querySelector('template') ?? null").await, json!(null));
            assert_eq!(browser.eval("host.querySelector('a').href").await, site.page);
        }
        browser.wait_for("the request that was late is ended", || never.aborted() == 1).await;
    });
}

#[test]
fn a_node_server_passes_no_half_element_for_a_whole_one() {
    story(async |stage| {
        stage
            .publisher
            .answer("/render", Answer::broken("<standfirst-article><template shadowrootmode=open>"));
        let site = node(stage, &stage.publisher.url("")).await;
        assert!(stage.http.get(&site.page).await.is_err(), "the page ends in an error");
    });
}

#[test]
fn a_site_of_files_keeps_a_page_that_cannot_be_made_anew() {
    story(async |stage| {
        let browser = &stage.browser;
        let folder = tempfile::tempdir().expect("a folder");
        let (articles, pages) = (folder.path().join("articles"), folder.path().join("public"));
        std::fs::create_dir(&articles).expect("a folder");
        let write = |headline: &str| {
            let document = article(headline, SUBJECT).to_string();
            stage.publisher.answer("/articles/finland.json", Answer::json(document.clone()));
            std::fs::write(articles.join("finland.json"), document).expect("a document");
        };
        let build = async || {
            let mut sh = Command::new("sh");
            sh.arg(recipe("static/build.sh")).arg(&articles).arg(&pages);
            sh.env("SITE", stage.publisher.url("")).env("REVIEWS", stage.service.origin());
            sh.env("SERVER", environment::server());
            // The service's program takes variables with this prefix for its settings.
            for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("STANDFIRST_")) {
                sh.env_remove(name);
            }
            let built = sh.status().await.expect("sh runs").success();
            (built, std::fs::read_to_string(pages.join("finland.html")).expect("a page"))
        };
        write("The first of it");
        let (built, page) = build().await;
        assert!(built);
        stage.publisher.answer("/finland.html", Answer::page(page.clone()));
        browser.goto(&stage.publisher.url("/finland.html")).await;
        browser.until("events('standfirst-load').length > 0").await;
        assert_eq!(browser.eval("text('[part~=headline]')").await, "The first of it");
        assert_eq!(browser.eval("shown('.review-form')").await, true);

        stage.service.kill().await;
        write("The second of it");
        assert_eq!(build().await, (false, page.clone()));
        stage.service.start_again().await;
        let (built, page) = build().await;
        assert!(built && page.contains("The second of it"), "{page}");
    });
}
