//! The schema, step by step. A step that was released is never changed; the next one is added after it.

use rusqlite::{Connection, TransactionBehavior};

/// The steps, in their order. `user_version` counts those that were taken.
const STEPS: &[&str] = &[
    include_str!("migrations/0001_reviews.sql"),
    include_str!("migrations/0002_moderation.sql"),
    include_str!("migrations/0003_moderators.sql"),
];

/// Marks a file as this program's (`application_id`): "Stdf".
const APPLICATION: i64 = 0x5374_6466;

/// Brings the schema up to date, all steps or none.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), String> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Exclusive)
        .map_err(|error| error.to_string())?;
    let number = |pragma: &str| {
        transaction
            .pragma_query_value(None, pragma, |row| row.get::<_, i64>(0))
            .map_err(|error| error.to_string())
    };
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = transaction
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(|error| error.to_string())?;
    if application != APPLICATION && tables > 0 {
        return Err("it holds another program's tables".into());
    }
    let known = STEPS.len();
    let taken = usize::try_from(version).unwrap_or(usize::MAX);
    if taken > known {
        return Err(format!(
            "its schema has version {version}, made by a newer standfirst-server; this one ({}) knows version {known} \
             at most",
            env!("CARGO_PKG_VERSION")
        ));
    }
    transaction.pragma_update(None, "application_id", APPLICATION).map_err(|error| error.to_string())?;
    for (step, number) in STEPS.iter().zip(1_i64..).skip(taken) {
        transaction
            .execute_batch(step)
            .and_then(|()| transaction.pragma_update(None, "user_version", number))
            .map_err(|error| format!("migration {number}: {error}"))?;
    }
    transaction.commit().map_err(|error| error.to_string())
}
