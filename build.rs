//! Writes the English catalogue as it goes into the widget: the words alone, in the order of static/locales/en.json,
//! which is the order of the labels in src/language/labels.rs. The keys would be a kilobyte of what every page loads.

use std::error::Error;
use std::{env, fs, path::Path};

use standfirst_json::Value;

const CATALOGUE: &str = "static/locales/en.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={CATALOGUE}");
    let catalogue = standfirst_json::parse(&fs::read_to_string(CATALOGUE)?)?;
    let entries = catalogue.as_object().ok_or("the catalogue is no object")?;
    let mut lines = Vec::new();
    for (key, value) in entries.iter() {
        let line =
            line(value).ok_or_else(|| format!("{key} is neither a string nor has English plural forms"))?;
        if line.contains('\n') {
            return Err(format!("{key} has more than one line").into());
        }
        lines.push(line);
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("english.txt"), lines.join("\n"))?;
    Ok(())
}

/// One string; of one with plural forms, the singular and what is said of all other numbers, with a tab between them.
fn line(value: &Value) -> Option<String> {
    if let Some(text) = value.as_str() {
        return Some(text.to_owned());
    }
    let forms = value.as_object().filter(|forms| forms.len() == 2)?;
    Some([forms.get("one")?.as_str()?, forms.get("other")?.as_str()?].join("\t"))
}
