use std::fmt;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Expected, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::write::push_number;
use crate::{Error, Value, parse};

/// Methods of a deserialiser that do what another one does.
macro_rules! as_another {
    ($($method:ident => $other:ident,)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            self.$other(visitor)
        })+
    };
}

/// Reads a type that serde can derive from JSON text. Repeated members are serde's affair: its derived structs
/// refuse them.
///
/// # Errors
/// Where the text is no JSON, or is JSON of another shape; the latter names the member.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    let value = parse(text).map_err(|error| {
        DecodeError(Box::new(Reason { path: String::new(), problem: Problem::Syntax(error) }))
    })?;
    from_value(&value)
}

/// Reads a type that serde can derive from a value.
///
/// # Errors
/// Where the value has another shape; names the member.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, DecodeError> {
    T::deserialize(value)
}

/// Why a type could not be read from JSON: the text is none, or has another shape.
///
/// It stands on the heap, since each result of reading, of which there are many, would hold room for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError(Box<Reason>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Reason {
    /// Where, such as `reviews[3].rating`; empty for the whole document.
    path: String,
    problem: Problem,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Syntax(Error),
    Shape(&'static str),
}

impl DecodeError {
    #[inline(never)]
    fn shape(message: &'static str) -> Self {
        Self(Box::new(Reason { path: String::new(), problem: Problem::Shape(message) }))
    }

    fn of_member(name: &str, message: &'static str) -> Self {
        Self::shape(message).under(name)
    }

    /// Puts the way to what was wrong before what is known of it.
    #[inline(never)]
    fn under(mut self, step: &str) -> Self {
        let path = &mut self.0.path;
        if !path.is_empty() && !path.starts_with('[') {
            path.insert(0, '.');
        }
        path.insert_str(0, step);
        self
    }

    #[inline(never)]
    fn under_element(self, index: usize) -> Self {
        let mut step = String::from("[");
        push_number(&mut step, index as u64);
        step.push(']');
        self.under(&step)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            f.write_str(&self.0.path)?;
            f.write_str(": ")?;
        }
        match &self.0.problem {
            Problem::Syntax(error) => error.fmt(f),
            Problem::Shape(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for DecodeError {}

/// The messages are ours, and short: what serde hands over here would be formatted, and with it the widget would carry
/// the formatting of floats and a description of every type, some 5 KB compressed that nobody reads.
impl serde::de::Error for DecodeError {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self::shape("a value that is not allowed")
    }

    fn invalid_type(_found: Unexpected<'_>, _expected: &dyn Expected) -> Self {
        wrong_type()
    }

    fn invalid_value(_found: Unexpected<'_>, _expected: &dyn Expected) -> Self {
        Self::shape("a value that is not allowed")
    }

    fn invalid_length(_length: usize, _expected: &dyn Expected) -> Self {
        Self::shape("too few or too many elements")
    }

    fn unknown_variant(_name: &str, _known: &'static [&'static str]) -> Self {
        Self::shape("a name that is not known")
    }

    fn unknown_field(name: &str, _known: &'static [&'static str]) -> Self {
        Self::of_member(name, "unknown")
    }

    fn missing_field(name: &'static str) -> Self {
        Self::of_member(name, "missing")
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::of_member(name, "repeated")
    }
}

#[inline(never)]
fn wrong_type() -> DecodeError {
    DecodeError::shape("another type than expected")
}

/// Serde asks for the type that it wants, and is answered with that or an error. Answering with whatever the value is,
/// as `deserialize_any` does, would compile every visitor once for each JSON type.
impl<'de> Deserializer<'de> for &'de Value {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(elements) => visitor.visit_seq(Elements { rest: elements.iter(), index: 0 }),
            Value::Object(object) => visitor.visit_map(Members { rest: object.members.iter(), value: None }),
            Value::Number(number) => {
                if let Some(value) = number.as_u64() {
                    visitor.visit_u64(value)
                } else if let Some(value) = number.as_i64() {
                    visitor.visit_i64(value)
                } else {
                    visitor.visit_f64(number.as_f64())
                }
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self {
            Value::String(name) => visitor.visit_enum(Variant { name, content: &Value::Null }),
            Value::Object(object) if object.len() == 1 => match object.members.first() {
                Some((name, content)) => visitor.visit_enum(Variant { name, content }),
                None => Err(DecodeError::shape("expected one member")),
            },
            _ => Err(DecodeError::shape("expected a string or an object of one member")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_bool(self.as_bool().ok_or_else(wrong_type)?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_i64(self.as_i64().ok_or_else(wrong_type)?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_u64(self.as_u64().ok_or_else(wrong_type)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_f64(self.as_f64().ok_or_else(wrong_type)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_borrowed_str(self.as_str().ok_or_else(wrong_type)?)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let elements = self.as_array().ok_or_else(wrong_type)?;
        visitor.visit_seq(Elements { rest: elements.iter(), index: 0 })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let object = self.as_object().ok_or_else(wrong_type)?;
        visitor.visit_map(Members { rest: object.members.iter(), value: None })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_seq(visitor)
    }

    as_another! {
        deserialize_i8 => deserialize_i64, deserialize_i16 => deserialize_i64, deserialize_i32 => deserialize_i64,
        deserialize_u8 => deserialize_u64, deserialize_u16 => deserialize_u64, deserialize_u32 => deserialize_u64,
        deserialize_f32 => deserialize_f64, deserialize_char => deserialize_str,
        deserialize_string => deserialize_str, deserialize_identifier => deserialize_str,
    }

    forward_to_deserialize_any! { i128 u128 bytes byte_buf unit unit_struct tuple_struct }
}

struct Elements<'de> {
    rest: std::slice::Iter<'de, Value>,
    index: usize,
}

impl<'de> SeqAccess<'de> for Elements<'de> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, DecodeError> {
        let Some(value) = self.rest.next() else { return Ok(None) };
        let step = self.index;
        self.index += 1;
        seed.deserialize(value).map(Some).map_err(|error| error.under_element(step))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct Members<'de> {
    rest: std::slice::Iter<'de, (String, Value)>,
    value: Option<&'de (String, Value)>,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = DecodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DecodeError> {
        self.value = self.rest.next();
        match self.value {
            Some((name, _)) => {
                seed.deserialize(serde::de::value::BorrowedStrDeserializer::new(name)).map(Some)
            }
            None => Ok(None),
        }
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, DecodeError> {
        match self.value.take() {
            Some((name, value)) => seed.deserialize(value).map_err(|error| error.under(name)),
            None => Err(DecodeError::shape("a value was asked for before its name")),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct Variant<'de> {
    name: &'de str,
    content: &'de Value,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = DecodeError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), DecodeError> {
        let name = seed.deserialize(serde::de::value::BorrowedStrDeserializer::new(self.name))?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        match self.content {
            Value::Null => Ok(()),
            _ => Err(DecodeError::shape("expected null").under(self.name)),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, DecodeError> {
        seed.deserialize(self.content).map_err(|error| error.under(self.name))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, DecodeError> {
        self.content.deserialize_any(visitor).map_err(|error| error.under(self.name))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.content.deserialize_any(visitor).map_err(|error| error.under(self.name))
    }
}
