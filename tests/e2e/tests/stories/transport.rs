//! The way from the CMS to the reader fails.

use std::time::Duration;

use standfirst_e2e::publisher::{Answer, Publisher};
use standfirst_e2e::{Stage, story};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::failing::{Failure, cure, fails};

async fn unfetched(stage: &Stage, src: &str, words: &str, message: &str) {
    let failure = Failure { words, stage: "fetch", attribute: None, message };
    fails(stage, &format!("src=\"{src}\""), &failure).await;
}

#[test]
fn an_article_that_is_not_there() {
    story(async |stage| {
        stage.console.expects_status("/article", "404 (Not Found)");
        stage.publisher.answer("/article", Answer::status(404));
        unfetched(stage, "/article", "There is no article at this address any more.", "answered 404").await;
        cure(stage).await;
    });
}

#[test]
fn a_server_with_a_fault() {
    story(async |stage| {
        stage.console.expects_status("/article", "500 (Internal Server Error)");
        stage.publisher.answer("/article", Answer::status(500));
        let words = "The publisher’s site has a fault of its own just now (error 500).";
        unfetched(stage, "/article", words, "answered 500").await;
        cure(stage).await;
    });
}

#[test]
fn an_article_that_is_handed_out_to_nobody() {
    story(async |stage| {
        stage.console.expects_status("/article", "403 (Forbidden)");
        stage.publisher.answer("/article", Answer::status(403));
        let words = "The publisher’s site does not hand out this article.";
        unfetched(stage, "/article", words, "answered 403").await;
        cure(stage).await;
    });
}

#[test]
fn a_redirect_to_another_origin_that_lets_nobody_read() {
    story(async |stage| {
        let elsewhere = Publisher::start(&stage.service.origin()).await;
        elsewhere.answer("/moved", Answer::json("{}"));
        stage.publisher.answer("/article", Answer::redirect(&elsewhere.url("/moved")));
        stage.console.expects_failure("/moved", "ERR_FAILED");
        stage.console.expects(
            "/page - Access to fetch at '/moved' (redirected from '/article') from origin '' has been blocked by CORS \
             policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        );
        let words = "The article has moved to another site, which does not let this page read it.";
        unfetched(stage, "/article", words, "redirects to an origin").await;
        cure(stage).await;
    });
}

#[test]
fn a_site_that_nothing_listens_on() {
    story(async |stage| {
        stage.service.kill().await;
        stage.console.expects_failure("/article", "ERR_CONNECTION_REFUSED");
        let src = format!("{}/article", stage.service.origin());
        let words = "The publisher’s site could not be reached. Are you online?";
        unfetched(stage, &src, words, "cannot be reached").await;
    });
}

#[test]
fn a_body_that_ends_before_its_promised_length() {
    story(async |stage| {
        stage.console.expects_failure("/article", "ERR_CONTENT_LENGTH_MISMATCH");
        stage.publisher.answer("/article", Answer::broken(r#"{"standfirst": 1, "headline": "Half"#));
        let words = "The connection broke off before the whole article had come.";
        unfetched(stage, "/article", words, "broke off").await;
        cure(stage).await;
    });
}

#[test]
fn a_connection_that_is_reset_half_way() {
    story(async |stage| {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let src = format!("http://{}/article", listener.local_addr().expect("an address"));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = [0; 4096];
                let _ = stream.read(&mut request).await;
                let half = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\naccess-control-allow-origin: *\r\n\
                            content-length: 1000\r\n\r\n{\"standfirst\": 1, \"headline\": \"Half";
                let _ = stream.write_all(half.as_bytes()).await;
                // The browser is to have the half before the reset throws it away.
                tokio::time::sleep(Duration::from_millis(200)).await;
                let _ = stream.set_zero_linger();
            }
        });
        stage.console.expects_failure("/article", "ERR_CONNECTION_RESET");
        let words = "The connection broke off before the whole article had come.";
        unfetched(stage, &src, words, "broke off").await;
    });
}

#[test]
fn a_body_of_50_megabytes_is_not_read_to_its_end() {
    story(async |stage| {
        let (flood, progress) = Answer::flood(50 << 20);
        stage.publisher.answer("/article", flood);
        unfetched(stage, "/article", "The document is too large to be an article.", "larger than 8 MiB")
            .await;
        stage.browser.wait_for("the browser hangs up", || progress.ended()).await;
        assert!(progress.sent() < 20 << 20, "{} bytes were sent", progress.sent());
        cure(stage).await;
    });
}
