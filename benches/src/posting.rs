//! Whether a form that counts as one that posts does.

use anyhow::{Context, Result, ensure};

use crate::browser::Driver;
use crate::cases::{Case, SUBJECT};
use crate::load;
use crate::service::Service;
use crate::site::Site;

/// Chooses four stars, sends the form, and waits until the page says that it is done.
const POST: &str = "new Promise((resolve, reject) => {
    const find = (selector) => bench.root().querySelector(selector);
    setTimeout(() => reject(new Error('nothing was said after the form was sent')), 10000);
    find('[name=rating][value=\"4\"]').click();
    find('form [type=submit]').click();
    const look = () => find('.notice')?.textContent ? resolve() : requestAnimationFrame(look);
    look();
})";

/// Posts a review on the page of a case, and looks whether the service has one more.
pub(crate) async fn check(driver: &Driver, site: &Site, service: &Service, case: &Case) -> Result<()> {
    let before = service.count(SUBJECT).await?;
    let browser = load::open(driver, site, case).await?;
    let posted = async {
        load::load(&browser, site, case).await?;
        browser.wait_for(POST).await
    };
    let posted = posted.await.with_context(|| format!("posting on {}", case.name));
    browser.close().await?;
    posted?;
    let after = service.count(SUBJECT).await?;
    ensure!(after == before + 1, "{} posted {} reviews instead of one", case.name, after - before);
    Ok(())
}
