use crate::{Error, ErrorKind, Number, Object, Value};

/// How deep arrays and objects may nest.
///
/// Reading and dropping a value recurse, and the widget's stack is 1 MiB. The deepest real documents, an article
/// with lists and quotations inside each other, stay far below this; each level costs less than 1 KiB of stack
/// even in a debug build.
pub const MAX_DEPTH: u32 = 256;

/// How many values a document may hold, arrays, objects and what is in them.
///
/// A value costs up to some 60 bytes of memory where it cost two of the document, so the length of the document
/// alone bounds memory badly. An article of 10,000 blocks has about a tenth of this.
pub const MAX_VALUES: u32 = 1_000_000;

/// Reads one JSON document by the grammar of RFC 8259, nothing looser, after an optional byte order mark.
///
/// # Errors
/// Names the first thing that is not JSON, or the limit that the document is past, with its line and column.
pub fn parse(text: &str) -> Result<Value, Error> {
    let text = text.strip_prefix("\u{feff}").unwrap_or(text);
    let mut parser = Parser { text, at: 0, depth: 0, values: 0, wrong: ErrorKind::UnexpectedEnd };
    parser.document().ok_or_else(|| parser.error())
}

struct Parser<'a> {
    text: &'a str,
    /// Where the next byte is read; always at the beginning of a character when an error is made.
    at: usize,
    depth: u32,
    values: u32,
    /// What is wrong where a function gives nothing: that the document ends, unless [`Parser::fail`] was told otherwise. It
    /// stands here and not in what functions give, since every one of them would hand it on.
    wrong: ErrorKind,
}

impl Parser<'_> {
    fn document(&mut self) -> Option<Value> {
        let value = self.value()?;
        match self.next_token() {
            None => Some(value),
            Some(_) => self.fail(ErrorKind::TrailingText),
        }
    }

    fn value(&mut self) -> Option<Value> {
        let byte = self.next_token()?;
        self.values += 1;
        if self.values > MAX_VALUES {
            return self.fail(ErrorKind::TooManyValues);
        }
        match byte {
            b'{' => self.nested(Self::object),
            b'[' => self.nested(Self::array),
            b'"' => self.string().map(Value::String),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => self.unexpected(),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Option<Value>) -> Option<Value> {
        if self.depth == MAX_DEPTH {
            return self.fail(ErrorKind::TooDeep);
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self)?;
        self.depth -= 1;
        Some(value)
    }

    fn array(&mut self) -> Option<Value> {
        let mut elements = Vec::new();
        if self.next_token() == Some(b']') {
            self.at += 1;
            return Some(Value::Array(elements));
        }
        loop {
            elements.push(self.value()?);
            if self.ends(b']')? {
                return Some(Value::Array(elements));
            }
        }
    }

    fn object(&mut self) -> Option<Value> {
        let mut members = Vec::new();
        if self.next_token() == Some(b'}') {
            self.at += 1;
            return Some(Value::Object(Object { members }));
        }
        loop {
            if self.next_token() != Some(b'"') {
                return self.unexpected();
            }
            let name = self.string()?;
            if self.next_token() != Some(b':') {
                return self.unexpected();
            }
            self.at += 1;
            let value = self.value()?;
            members.push((name, value));
            if self.ends(b'}')? {
                return Some(Value::Object(Object { members }));
            }
        }
    }

    /// Reads the comma or the closing bracket after a member; whether it was the bracket.
    fn ends(&mut self, close: u8) -> Option<bool> {
        match self.next_token() {
            Some(byte) if byte == close || byte == b',' => {
                self.at += 1;
                Some(byte == close)
            }
            _ => self.unexpected(),
        }
    }

    fn string(&mut self) -> Option<String> {
        let mut value = String::new();
        self.at += 1;
        loop {
            let start = self.at;
            while self.peek().is_some_and(|byte| byte != b'"' && byte != b'\\' && byte >= b' ') {
                self.at += 1;
            }
            // Both ends stand at an ASCII character, so the slice is always there.
            value.push_str(self.text.get(start..self.at).unwrap_or_default());
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Some(value);
                }
                Some(b'\\') => value.push(self.escape()?),
                Some(_) => return self.fail(ErrorKind::ControlCharacter),
                None => return None,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let start = self.at;
        let Some(letter) = self.text.as_bytes().get(start + 1).copied() else {
            self.at = self.text.len();
            return None;
        };
        self.at = start + 2;
        let found = match letter {
            b'"' | b'\\' | b'/' => Some(char::from(letter)),
            b'b' => Some('\u{8}'),
            b'f' => Some('\u{c}'),
            b'n' => Some('\n'),
            b'r' => Some('\r'),
            b't' => Some('\t'),
            b'u' => self.code_unit().map(|unit| self.character(unit)),
            _ => None,
        };
        if found.is_none() {
            self.at = start;
            return self.fail(ErrorKind::InvalidEscape);
        }
        found
    }

    /// The character of a `\u` escape. High and low surrogates pair up, and one that stands alone is U+FFFD.
    fn character(&mut self, unit: u32) -> char {
        let after = self.at;
        if (0xd800..0xdc00).contains(&unit) && self.text.as_bytes().get(after..after + 2) == Some(b"\\u") {
            self.at += 2;
            if let Some(low @ 0xdc00..0xe000) = self.code_unit() {
                let code = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                return char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            }
            self.at = after;
        }
        char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Four hexadecimal digits.
    fn code_unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + char::from(self.peek()?).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        // What else could be meant for a part of the number, such as the 1 in `01`, is no number.
        if self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'.') {
            return self.fail(ErrorKind::InvalidNumber);
        }
        Some(Value::Number(Number(self.text.get(start..self.at).unwrap_or_default().to_owned())))
    }

    /// One digit or more.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        match self.peek() {
            _ if self.at > start => Some(()),
            None => None,
            Some(_) => self.fail(ErrorKind::InvalidNumber),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        for expected in word.bytes() {
            if self.peek() != Some(expected) {
                return self.unexpected();
            }
            self.at += 1;
        }
        Some(value)
    }

    /// Skips white space; the byte after it stays unread.
    fn next_token(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn unexpected<T>(&mut self) -> Option<T> {
        let found = self.text.get(self.at..)?.chars().next()?;
        self.fail(ErrorKind::UnexpectedCharacter(found))
    }

    fn fail<T>(&mut self, kind: ErrorKind) -> Option<T> {
        self.wrong = kind;
        None
    }

    /// What is wrong, and where.
    fn error(&self) -> Error {
        let mut line: u32 = 1;
        let mut column: u32 = 1;
        for found in self.text.get(..self.at).unwrap_or_default().chars() {
            if found == '\n' {
                line += 1;
                column = 1;
            } else {
                column += 1;
            }
        }
        Error { kind: self.wrong, line, column }
    }
}
