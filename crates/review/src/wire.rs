//! Reading objects off the wire. What serde derives for a struct is some 500 bytes of the widget a field, most of it the
//! same again for each text; here the texts of an object are read by one loop.

use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// A type that is an object on the wire.
pub(crate) trait Object: Sized {
    /// Reads it from the members.
    fn read<'de, A: MapAccess<'de>>(members: A) -> Result<Self, A::Error>;
}

/// Reads an object, for an implementation of serde's `Deserialize`.
pub(crate) fn read_object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Members(PhantomData))
}

struct Members<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for Members<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
        T::read(members)
    }
}

/// Reads the value of a member of this name, if it knows it, and says whether it did.
type ReadOther<'a, A, E> = dyn FnMut(&str, &mut A) -> Result<bool, E> + 'a;

/// Reads all members: those that are texts or null into the places of their names, and the others by a function.
/// What it does not know is ignored; of a repeated member the last one counts.
pub(crate) fn read_members<'de, A: MapAccess<'de>>(
    mut members: A,
    texts: &mut [(&str, Option<String>)],
    other: &mut ReadOther<'_, A, A::Error>,
) -> Result<(), A::Error> {
    while let Some(name) = members.next_key::<String>()? {
        if let Some((_, text)) = texts.iter_mut().find(|(known, _)| *known == name) {
            *text = members.next_value()?;
        } else if !other(&name, &mut members)? {
            members.next_value::<IgnoredAny>()?;
        }
    }
    Ok(())
}

/// A member that an object must have.
pub(crate) fn required<T, E: Error>(value: Option<T>, name: &'static str) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(name))
}
