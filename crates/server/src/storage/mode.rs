/// What becomes of a new review: of a site by its configuration, of a subject by a moderator.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Mode {
    /// It is published at once.
    #[default]
    Publish,
    /// It waits for a moderator until the site has a published review of the same edit key.
    HoldFirst,
    /// It waits for a moderator.
    HoldAll,
    /// It is not taken.
    Closed,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Mode; 4] = [Mode::Publish, Mode::HoldFirst, Mode::HoldAll, Mode::Closed];

    /// As the configuration and the database have it.
    pub const fn name(self) -> &'static str {
        match self {
            Mode::Publish => "publish",
            Mode::HoldFirst => "hold-first",
            Mode::HoldAll => "hold-all",
            Mode::Closed => "closed",
        }
    }

    /// The mode of that name.
    pub fn from_name(name: &str) -> Option<Mode> {
        Mode::ALL.into_iter().find(|mode| mode.name() == name)
    }
}
