//! Moderators, from the command that makes one to what they decide.

mod command;
