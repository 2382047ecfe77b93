//! Lists of test cases that are too long for every run: a run takes one share of each, and says what it leaves out.
//!
//! `TEST_TURN=K/N` divides lists into `N` shares and takes the share `K`, counted from 0. Without it lists are whole.
//! The share of a case follows from its name alone, so that a new case moves no other one, and a case that failed is in
//! the same share again. `./x.py test --seed` sets the variable so that any `N` successive seeds take all shares.

use std::env;

/// The variable that says whose turn it is.
pub const VARIABLE: &str = "TEST_TURN";

/// A share of each list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    share: u64,
    shares: u64,
}

impl Turn {
    /// Everything.
    pub const WHOLE: Turn = Turn { share: 0, shares: 1 };

    /// Reads `K/N`.
    pub fn parse(text: &str) -> Option<Turn> {
        let (share, shares) = text.split_once('/')?;
        let turn = Turn { share: share.parse().ok()?, shares: shares.parse().ok()? };
        (turn.share < turn.shares).then_some(turn)
    }

    /// What the environment says. It is an error if that is not a turn: nobody would notice that cases are missing.
    pub fn from_env() -> Turn {
        let Some(text) = env::var_os(VARIABLE) else { return Turn::WHOLE };
        let turn = text.to_str().and_then(Turn::parse);
        turn.unwrap_or_else(|| panic!("`{VARIABLE}` is not `K/N` with K less than N: {text:?}"))
    }

    /// Whether the case of this name is in the share.
    pub fn has(self, name: &str) -> bool {
        hash(name) % self.shares == self.share
    }

    /// The cases whose turn it is. Says loudly how many others there are; `what` is what the cases are.
    pub fn take<T>(self, what: &str, cases: Vec<T>, name: impl Fn(&T) -> &str) -> Vec<T> {
        let all = cases.len();
        let taken: Vec<T> = cases.into_iter().filter(|case| self.has(name(case))).collect();
        if taken.len() < all {
            let Turn { share, shares } = self;
            let left_out = all - taken.len();
            println!(
                "NOT RUN: {left_out} of {all} {what}, whose turn it is not ({VARIABLE}={share}/{shares})"
            );
        }
        taken
    }
}

/// FNV-1a, folded, as its lowest bits depend only on those of the text.
fn hash(text: &str) -> u64 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, mix);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<String> {
        (0..1000).map(|number| format!("area/case_{number}")).collect()
    }

    #[test]
    fn every_case_is_in_one_share() {
        for shares in 1..6 {
            for name in names() {
                let taken = (0..shares).filter(|&share| Turn { share, shares }.has(&name));
                assert_eq!(taken.count(), 1, "{name}");
            }
        }
    }

    #[test]
    fn shares_are_of_about_the_same_size() {
        for shares in 2..6 {
            for share in 0..shares {
                let taken =
                    Turn { share, shares }.take("names", names(), String::as_str).len() as u64;
                assert!((800..1200).contains(&(taken * shares)), "{share}/{shares}: {taken}");
            }
        }
    }

    #[test]
    fn new_cases_move_no_other() {
        let turn = Turn::parse("1/3").unwrap();
        let mut more = names();
        more.insert(0, "area/another".to_owned());
        let mut taken = turn.take("names", more, String::as_str);
        taken.retain(|name| name != "area/another");
        assert_eq!(taken, turn.take("names", names(), String::as_str));
    }

    #[test]
    fn whole_lists_are_whole() {
        assert_eq!(Turn::WHOLE.take("names", names(), String::as_str), names());
    }

    #[test]
    fn turns_that_name_no_share_are_errors() {
        for text in ["", "1", "2/2", "1/0", "0/0", "-1/2", "1/2/3", "a/b"] {
            assert_eq!(Turn::parse(text), None, "{text}");
        }
        assert_eq!(Turn::parse("0/1"), Some(Turn::WHOLE));
    }
}
