//! The file as others read it: validators, the structure tree, the text on its pages.

mod made;
mod structure;
mod tree;
mod valid;
mod words;
