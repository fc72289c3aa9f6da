use crate::text::split_any;
use crate::{Number, whole};

/// One JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it is written.
    Number(Number),
    /// A string, its escapes resolved; a lone surrogate is U+FFFD.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(Object),
}

/// The members of a JSON object, in the document's order, repeated names included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    pub(crate) members: Vec<(String, Value)>,
}

impl Object {
    /// The value of a member; where its name is repeated, the last one, as in JavaScript.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.members.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Names and values in the document's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.members.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

/// Look-ups that answer `None` for whatever is missing or of another type, since documents are loose.
impl Value {
    /// The member of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.as_object()?.get(name)
    }

    /// The element of an array.
    #[must_use]
    pub fn element(&self, index: usize) -> Option<&Value> {
        self.as_array()?.get(index)
    }

    /// What stands at the end of a path of object members, such as `content/rendered`; a part that is a number names the
    /// element of an array.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Value> {
        let mut value = self;
        for part in split_any(path, "/") {
            value = match value {
                Self::Array(elements) => elements.get(usize::try_from(whole(part)?).ok()?)?,
                Self::Object(object) => object.get(part)?,
                _ => return None,
            };
        }
        Some(value)
    }

    /// The string at the end of a path: see [`Value::at`].
    #[must_use]
    #[inline(never)]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.at(path)?.as_str()
    }

    /// The elements of the array at the end of a path, see [`Value::at`]; none where there is no array.
    #[must_use]
    #[inline(never)]
    pub fn list(&self, path: &str) -> &[Value] {
        self.at(path).and_then(Self::as_array).unwrap_or_default()
    }

    /// The string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number, where it is a whole one that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The number, where it is a whole one that fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// The number as a float: see [`Number::as_f64`].
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        Some(self.as_number()?.as_f64())
    }

    /// The elements of the array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// What JSON calls this type, for messages: "a string", "an object".
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}
