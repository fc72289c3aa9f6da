/// Writes JSON text, compactly. The caller opens and closes arrays and objects in order; commas are set here.
///
/// ```
/// let mut writer = standfirst_json::Writer::new();
/// writer.begin_object();
/// writer.key("rating").number(5);
/// writer.key("text").string("“Fine”\n");
/// writer.end_object();
/// assert_eq!(writer.finish(), r#"{"rating":5,"text":"“Fine”\n"}"#);
/// ```
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    /// Whether a value stands right before, so that the next needs a comma.
    after_value: bool,
}

impl Writer {
    /// A writer that has written nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens an object.
    pub fn begin_object(&mut self) {
        self.separate();
        self.out.push('{');
        self.after_value = false;
    }

    /// Closes the object that was opened last.
    pub fn end_object(&mut self) {
        self.out.push('}');
        self.after_value = true;
    }

    /// Opens an array.
    pub fn begin_array(&mut self) {
        self.separate();
        self.out.push('[');
        self.after_value = false;
    }

    /// Closes the array that was opened last.
    pub fn end_array(&mut self) {
        self.out.push(']');
        self.after_value = true;
    }

    /// Writes the name of an object's member; its value is written next.
    pub fn key(&mut self, name: &str) -> &mut Self {
        self.separate();
        write_string(&mut self.out, name);
        self.out.push(':');
        self.after_value = false;
        self
    }

    /// Writes a string.
    pub fn string(&mut self, value: &str) {
        self.separate();
        write_string(&mut self.out, value);
        self.after_value = true;
    }

    /// Writes a whole number.
    pub fn number(&mut self, value: i64) {
        self.separate();
        if value < 0 {
            self.out.push('-');
        }
        push_number(&mut self.out, value.unsigned_abs());
        self.after_value = true;
    }

    /// Writes `true` or `false`.
    pub fn bool(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.raw("null");
    }

    /// What was written.
    #[must_use]
    pub fn finish(self) -> String {
        self.out
    }

    fn raw(&mut self, text: &str) {
        self.separate();
        self.out.push_str(text);
        self.after_value = true;
    }

    fn separate(&mut self) {
        if self.after_value {
            self.out.push(',');
        }
    }
}

/// Appends a whole number in decimal. The standard library's formatting of numbers is some KB of code.
pub fn push_number(out: &mut String, value: u64) {
    if value >= 10 {
        push_number(out, value / 10);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

/// Appends a string in quotation marks, with the escapes that RFC 8259 asks for.
pub fn write_string(out: &mut String, value: &str) {
    out.push('"');
    for found in value.chars() {
        match found {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                out.push(if found < '\u{10}' { '0' } else { '1' });
                out.push(char::from_digit(u32::from(found) & 15, 16).unwrap_or('0'));
            }
            _ => out.push(found),
        }
    }
    out.push('"');
}
