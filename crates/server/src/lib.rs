//! Standfirst.
