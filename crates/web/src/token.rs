//! Tokens: 256 random bits, of which only the digest is ever stored.

use sha2::{Digest, Sha256};

use crate::assets::hex;
use crate::failure::Failure;

/// A token that a browser or a mail carries. It is not printed by `{:?}`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// The operating system has no randomness to give.
    pub fn new() -> Result<Token, Failure> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|error| Failure::broken(&error))?;
        Ok(Token(hex(&bytes)))
    }

    /// One that came in. `None`: it has not the form of a token, and is looked up nowhere.
    pub fn read(text: &str) -> Option<Token> {
        let whole = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        whole.then(|| Token(text.to_string()))
    }

    /// What the browser or the mail carries.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What is stored: nobody who reads the store can make the token of it.
    pub fn digest(&self) -> String {
        hex(&Sha256::digest(&self.0))
    }

    /// A second token made of this one for a purpose; whoever knows it does not know this one.
    pub fn derived(&self, purpose: &str) -> Token {
        Token(hex(&Sha256::digest(format!("{purpose}\0{}", self.0))))
    }

    /// Whether they are the same, in the same time wherever they differ.
    pub fn is(&self, other: &str) -> bool {
        same(&self.0, other)
    }
}

/// Whether two secrets are the same, in the same time wherever they differ.
pub fn same(one: &str, other: &str) -> bool {
    let (one, other) = (Sha256::digest(one), Sha256::digest(other));
    one.iter().zip(other.iter()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}
