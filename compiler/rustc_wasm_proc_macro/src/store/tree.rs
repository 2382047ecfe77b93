//! Stored expansions as a tree: as a module is a function of the answers that it has got, what it does next is known
//! for as long as the answers are known, and where two expansions got different ones they part.
//!
//! An expansion is stored as what it does not share with those before it: a record, which either starts a tree or
//! begins with an answer to a step of another record.

use std::hash::Hasher;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::{FxHashMap, FxHasher};

use super::step::{self, Step, Tag};

/// What identifies where an expansion starts: the macro, and the instance.
pub(crate) type Key = [u8; 32];

pub(crate) struct Tree {
    /// By which it is told from all others.
    number: u64,
    records: Vec<Record>,
    roots: FxHashMap<Key, u32>,
    /// By where they begin: a record, the number of its step, and the hash of another answer to that.
    branches: FxHashMap<(u32, u32, u64), u32>,
}

impl Default for Tree {
    fn default() -> Tree {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let (records, roots, branches) = Default::default();
        Tree { number, records, roots, branches }
    }
}

pub(crate) struct Record {
    pub(crate) origin: Origin,
    bytes: Arc<Vec<u8>>,
    range: Range<usize>,
    /// The number of the session in which it was used last.
    pub(crate) used: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Root(Key),
    Branch { record: u32, step: u32 },
}

impl Record {
    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.get(self.range.clone()).unwrap_or_default()
    }
}

/// A place in a tree: before a step.
#[derive(Clone)]
pub(crate) struct Cursor {
    tree: u64,
    record: u32,
    /// The number of the step in its record.
    step: u32,
    bytes: Arc<Vec<u8>>,
    at: usize,
    end: usize,
}

/// What inserting an expansion has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inserted {
    New,
    Known,
    /// For the same answers, another question was known, so that one of the two is wrong.
    Contradiction,
}

impl Cursor {
    /// The step that comes next, without its answer.
    pub(crate) fn step(&self) -> Option<Step<'_>> {
        step::read(self.bytes.get(..self.end)?, self.at)
    }

    /// Goes on if the answer is the one that is in the record.
    fn follow(&mut self, answer_at: usize, answer: &[u8]) -> bool {
        let bytes = self.bytes.get(..self.end).unwrap_or_default();
        let Some((recorded, next)) = step::read_answer(bytes, answer_at) else { return false };
        if recorded != answer {
            return false;
        }
        self.at = next;
        self.step = self.step.saturating_add(1);
        true
    }
}

/// A part of the bytes of an expansion.
pub(crate) type Segment = (Arc<Vec<u8>>, Range<usize>);

impl Tree {
    pub(crate) fn records(&self) -> &[Record] {
        &self.records
    }

    /// Adds a record as it is in a file. `None` if it cannot be what it says.
    pub(crate) fn add(
        &mut self,
        origin: Origin,
        bytes: &Arc<Vec<u8>>,
        range: Range<usize>,
        used: u32,
    ) -> Option<u32> {
        let number = u32::try_from(self.records.len()).ok()?;
        let content = bytes.get(range.clone())?;
        match origin {
            Origin::Root(key) => {
                if self.roots.insert(key, number).is_some() {
                    return None;
                }
            }
            Origin::Branch { record, step } => {
                if record >= number {
                    return None;
                }
                let (answer, _) = step::read_answer(content, 0)?;
                self.branches.insert((record, step, hash(answer)), number);
            }
        }
        self.records.push(Record { origin, bytes: bytes.clone(), range, used });
        Some(number)
    }

    /// Where expansions start that have this key.
    pub(crate) fn root(&self, key: &Key) -> Option<Cursor> {
        let record = *self.roots.get(key)?;
        let Record { bytes, range, .. } = self.records.get(usize::try_from(record).ok()?)?;
        let (tree, at, end) = (self.number, range.start, range.end);
        Some(Cursor { tree, record, step: 0, bytes: bytes.clone(), at, end })
    }

    /// Where expansions go on that got this answer, which is not the one that is in the cursor's record.
    pub(crate) fn branch(&self, cursor: &Cursor, answer: &[u8]) -> Option<Cursor> {
        // Numbers of records mean something else in another tree.
        if cursor.tree != self.number {
            return None;
        }
        let record = *self.branches.get(&(cursor.record, cursor.step, hash(answer)))?;
        let Record { bytes, range, .. } = self.records.get(usize::try_from(record).ok()?)?;
        let (tree, at, end) = (self.number, range.start, range.end);
        let mut cursor = Cursor { tree, record, step: 0, bytes: bytes.clone(), at, end };
        let is_it = cursor.follow(range.start, answer);
        // Its steps are numbered from the one behind this answer.
        cursor.step = 0;
        is_it.then_some(cursor)
    }

    /// Adds the expansion of these steps.
    pub(crate) fn insert(&mut self, key: Key, path: &Arc<Vec<u8>>, used: u32) -> Inserted {
        let all = 0..path.len();
        let Some(mut cursor) = self.root(&key) else {
            return match self.add(Origin::Root(key), path, all, used) {
                Some(_) => Inserted::New,
                None => Inserted::Contradiction,
            };
        };
        let mut at = 0;
        loop {
            let (Some(ours), Some(theirs)) = (step::read(path, at), cursor.step()) else {
                return Inserted::Contradiction;
            };
            if (ours.tag, ours.question) != (theirs.tag, theirs.question) {
                return Inserted::Contradiction;
            }
            if ours.tag == Tag::End {
                self.mark(cursor.record, used);
                return Inserted::Known;
            }
            let Some((answer, next)) = step::read_answer(path, ours.answer) else {
                return Inserted::Contradiction;
            };
            let answer_at = theirs.answer;
            if cursor.follow(answer_at, answer) {
                at = next;
                continue;
            }
            match self.branch(&cursor, answer) {
                Some(branch) => (cursor, at) = (branch, next),
                None => {
                    let origin = Origin::Branch { record: cursor.record, step: cursor.step };
                    return match self.add(origin, path, ours.answer..path.len(), used) {
                        Some(_) => Inserted::New,
                        None => Inserted::Contradiction,
                    };
                }
            }
        }
    }

    /// Notes that the expansion that ends in a record was used.
    pub(crate) fn mark(&mut self, record: u32, used: u32) {
        let record = usize::try_from(record).ok().and_then(|record| self.records.get_mut(record));
        if let Some(record) = record {
            record.used = record.used.max(used);
        }
    }

    /// All steps of the expansion that ends in a record, and its key.
    pub(crate) fn path(&self, record: u32) -> Option<(Key, Vec<u8>)> {
        // From the end.
        let mut parts = Vec::new();
        let mut number = record;
        let mut end = None;
        loop {
            let record = self.records.get(usize::try_from(number).ok()?)?;
            let bytes = record.bytes();
            parts.push(bytes.get(..end.unwrap_or(bytes.len()))?);
            match record.origin {
                Origin::Root(key) => {
                    parts.reverse();
                    return Some((key, parts.concat()));
                }
                Origin::Branch { record, step } => {
                    end = Some(self.answer_of(record, step)?);
                    number = record;
                }
            }
        }
    }

    /// Where in a record the answer to a step is.
    fn answer_of(&self, record: u32, step: u32) -> Option<usize> {
        let record = self.records.get(usize::try_from(record).ok()?)?;
        let bytes = record.bytes();
        let mut at = match record.origin {
            Origin::Root(_) => 0,
            Origin::Branch { .. } => step::read_answer(bytes, 0)?.1,
        };
        for _ in 0..step {
            at = step::read_answer(bytes, step::read(bytes, at)?.answer)?.1;
        }
        Some(step::read(bytes, at)?.answer)
    }
}

/// A way through a tree, for as long as the answers are known.
pub(crate) struct Way {
    cursor: Cursor,
    /// What lies behind, in the records that were left.
    left: Vec<Segment>,
    /// Where the cursor's record was entered.
    entered: usize,
}

impl Way {
    pub(crate) fn new(cursor: Cursor) -> Way {
        let entered = cursor.at;
        Way { cursor, left: Vec::new(), entered }
    }

    pub(crate) fn step(&self) -> Option<Step<'_>> {
        self.cursor.step()
    }

    pub(crate) fn record(&self) -> u32 {
        self.cursor.record
    }

    /// Goes on with an answer to the step that is next, for which `tree` is asked if it is not the usual one. Whether
    /// the answer is known.
    pub(crate) fn advance(
        &mut self,
        answer: &[u8],
        tree: impl FnOnce(&Cursor) -> Option<Cursor>,
    ) -> bool {
        let Some(step) = self.cursor.step() else { return false };
        let answer_at = step.answer;
        if self.cursor.follow(answer_at, answer) {
            return true;
        }
        let Some(branch) = tree(&self.cursor) else { return false };
        self.left.push((self.cursor.bytes.clone(), self.entered..answer_at));
        // A branch begins with its answer, which is a part of the way.
        let mut len = Vec::new();
        step::write_answer(&mut len, answer);
        self.entered = branch.at.saturating_sub(len.len());
        self.cursor = branch;
        true
    }

    /// All that lies behind, up to the step that is next.
    pub(crate) fn segments(&self) -> Vec<Segment> {
        let last = (self.cursor.bytes.clone(), self.entered..self.cursor.at);
        self.left.iter().cloned().chain([last]).collect()
    }
}

/// The bytes of segments, one after the other.
pub(crate) fn join(segments: &[Segment]) -> Vec<u8> {
    let mut all = Vec::new();
    for (bytes, range) in segments {
        all.extend_from_slice(bytes.get(range.clone()).unwrap_or_default());
    }
    all
}

fn hash(answer: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(answer);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An expansion that has got these answers. What it asks follows from them.
    fn path(answers: &[u8]) -> Arc<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut asked = vec![0];
        for &answer in answers {
            step::write(&mut bytes, Tag::Request, 1, 0, &[&asked]);
            step::write_answer(&mut bytes, &[answer; 3]);
            asked.push(answer);
        }
        step::write(&mut bytes, Tag::End, 1, 0, &[&asked]);
        step::write_answer(&mut bytes, b"");
        Arc::new(bytes)
    }

    /// Follows these answers, and says how many were known and whether the end was.
    fn follow(tree: &Tree, key: Key, answers: &[u8]) -> (usize, bool) {
        let mut way = Way::new(tree.root(&key).unwrap());
        for (number, &answer) in answers.iter().enumerate() {
            let answer = [answer; 3];
            if !way.advance(&answer, |cursor| tree.branch(cursor, &answer)) {
                let known = join(&way.segments());
                assert!(path(answers).starts_with(&known));
                return (number, false);
            }
        }
        let is_end = way.step().unwrap().tag == Tag::End;
        let whole = path(answers);
        assert!(whole.starts_with(&join(&way.segments())));
        (answers.len(), is_end)
    }

    #[test]
    fn what_expansions_share_is_stored_once() {
        let all: [&[u8]; 6] =
            [&[1, 2, 3, 4], &[1, 2, 5, 6], &[1, 2, 5, 7], &[9], &[1, 2, 5, 7 + 8], &[1, 3, 3, 4]];
        let mut tree = Tree::default();
        let mut len = 0;
        for answers in all {
            assert_eq!(tree.insert([1; 32], &path(answers), 1), Inserted::New);
            assert_eq!(tree.insert([1; 32], &path(answers), 2), Inserted::Known);
            len += path(answers).len();
        }
        assert!(tree.records().iter().map(|record| record.bytes().len()).sum::<usize>() < len);
        for (number, answers) in all.into_iter().enumerate() {
            assert_eq!(follow(&tree, [1; 32], answers), (answers.len(), true));
            let (key, steps) = tree.path(number as u32).unwrap();
            assert_eq!((key, &steps), ([1; 32], &*path(answers)));
            assert_eq!(tree.records()[number].used, 2);
        }
        assert_eq!(follow(&tree, [1; 32], &[1, 2, 5, 8]), (3, false));
        assert_eq!(follow(&tree, [1; 32], &[1, 2]), (2, false));
        assert!(tree.root(&[2; 32]).is_none());
    }

    #[test]
    fn what_asks_something_else_for_the_same_answers_is_a_contradiction() {
        let mut tree = Tree::default();
        tree.insert([1; 32], &path(&[1, 2]), 1);
        let mut other = path(&[1, 2]).to_vec();
        other.truncate(path(&[1]).len() - 8);
        for changed in [path(&[1]), Arc::new(other)] {
            assert_eq!(tree.insert([1; 32], &changed, 1), Inserted::Contradiction);
        }
        assert_eq!(tree.records().len(), 1);
    }
}
