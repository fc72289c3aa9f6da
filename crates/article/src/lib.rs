//! Articles as publishers' systems write them, read into one typed [`Article`]. No IO and no browser in here.

