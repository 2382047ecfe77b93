//! What a module sees of the outside, as questions and answers that can be stored: all that `World` has.

use crate::host::world::{Entry, FileError, Kind, Listing, Refusal, World};
use crate::module::digest;

use super::step::write_text;

/// The longest answer that is stored. Of longer ones, files for example, it is enough to know whether they are the
/// same.
const MAX_STORED: usize = 64;

/// A call of a method of `World`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    Variable(Vec<u8>),
    Variables,
    CurrentDir,
    FileKind(Vec<u8>),
    ReadFile { path: Vec<u8>, max: u64 },
    ReadDir { path: Vec<u8>, max: u64 },
    RandomSeed,
    Refused(Refusal),
}

/// What it returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Of `Variable` and `CurrentDir`.
    Text(Option<Vec<u8>>),
    Variables(Vec<(Vec<u8>, Vec<u8>)>),
    Kind(Result<Kind, FileError>),
    File(Result<Vec<u8>, FileError>),
    Dir(Result<Listing, FileError>),
    Seed(u64),
    Nothing,
}

impl Question {
    pub(crate) fn ask(&self, world: &mut dyn World) -> Answer {
        match self {
            Question::Variable(name) => Answer::Text(world.env_var(name)),
            Question::Variables => Answer::Variables(world.env_vars()),
            Question::CurrentDir => Answer::Text(world.current_dir()),
            Question::FileKind(path) => Answer::Kind(world.file_kind(path)),
            Question::ReadFile { path, max } => Answer::File(world.read_file(path, *max)),
            Question::ReadDir { path, max } => Answer::Dir(world.read_dir(path, *max)),
            Question::RandomSeed => Answer::Seed(world.random_seed()),
            Question::Refused(refusal) => {
                world.refused(refusal.clone());
                Answer::Nothing
            }
        }
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let with_max = |tag, max: u64, path: &[u8]| [&[tag][..], &max.to_le_bytes(), path].concat();
        match self {
            Question::Variable(name) => [b"v", &**name].concat(),
            Question::Variables => b"V".to_vec(),
            Question::CurrentDir => b"d".to_vec(),
            Question::FileKind(path) => [b"k", &**path].concat(),
            Question::ReadFile { path, max } => with_max(b'f', *max, path),
            Question::ReadDir { path, max } => with_max(b'l', *max, path),
            Question::RandomSeed => b"s".to_vec(),
            Question::Refused(refusal) => {
                let (kind, what): (u8, &str) = match refusal {
                    Refusal::Variable(what) => (b'v', what),
                    Refusal::Read(what) => (b'r', what),
                    Refusal::ReadWithoutFiles(what) => (b'f', what),
                    Refusal::Write(what) => (b'w', what),
                    Refusal::Program(what) => (b'p', what),
                    Refusal::Network(what) => (b'n', what),
                    Refusal::Clock => (b'c', ""),
                    Refusal::Thread => (b't', ""),
                };
                [&[b'r', kind][..], what.as_bytes()].concat()
            }
        }
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Question> {
        let (tag, rest) = bytes.split_first()?;
        let alone = |question| rest.is_empty().then_some(question);
        let with_max = || {
            let (max, path) = rest.split_first_chunk::<8>()?;
            Some((u64::from_le_bytes(*max), path.to_vec()))
        };
        Some(match tag {
            b'v' => Question::Variable(rest.to_vec()),
            b'V' => alone(Question::Variables)?,
            b'd' => alone(Question::CurrentDir)?,
            b'k' => Question::FileKind(rest.to_vec()),
            b'f' => with_max().map(|(max, path)| Question::ReadFile { path, max })?,
            b'l' => with_max().map(|(max, path)| Question::ReadDir { path, max })?,
            b's' => alone(Question::RandomSeed)?,
            b'r' => {
                let (kind, what) = rest.split_first()?;
                let what = str::from_utf8(what).ok()?.to_owned();
                Question::Refused(match kind {
                    b'v' => Refusal::Variable(what),
                    b'r' => Refusal::Read(what),
                    b'f' => Refusal::ReadWithoutFiles(what),
                    b'w' => Refusal::Write(what),
                    b'p' => Refusal::Program(what),
                    b'n' => Refusal::Network(what),
                    b'c' => Refusal::Clock,
                    b't' => Refusal::Thread,
                    _ => return None,
                })
            }
            _ => return None,
        })
    }
}

impl Answer {
    /// What tells this answer from all others: itself if it is short, else its hash.
    pub(crate) fn identity(&self) -> Vec<u8> {
        let bytes = self.to_bytes();
        match bytes.len() <= MAX_STORED {
            true => [b"=", &*bytes].concat(),
            false => [b"#", &digest(&bytes)[..]].concat(),
        }
    }

    /// Without two answers to one question that have the same bytes.
    fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        match self {
            Answer::Text(None) | Answer::Nothing => {}
            Answer::Text(Some(text)) => {
                out.push(1);
                out.extend_from_slice(text);
            }
            Answer::Variables(vars) => {
                for text in vars.iter().flat_map(|(name, value)| [name, value]) {
                    write_text(&mut out, text);
                }
            }
            Answer::Kind(Ok(Kind::Directory)) => out.push(b'd'),
            Answer::Kind(Ok(Kind::File { len })) => {
                out.push(b'f');
                out.extend_from_slice(&len.to_le_bytes());
            }
            Answer::File(Ok(content)) => {
                out.push(b'f');
                out.extend_from_slice(content);
            }
            Answer::Dir(Ok(Listing { entries, left_out, links })) => {
                out.push(b'd');
                out.extend_from_slice(&left_out.to_le_bytes());
                out.extend_from_slice(&links.to_le_bytes());
                for Entry { name, is_directory } in entries {
                    out.push(u8::from(*is_directory));
                    write_text(&mut out, name);
                }
            }
            Answer::Kind(Err(error)) | Answer::File(Err(error)) | Answer::Dir(Err(error)) => {
                out.extend_from_slice(match error {
                    FileError::Refused => b"!r",
                    FileError::NotFound => b"!f",
                    FileError::NotDirectory => b"!d",
                    FileError::IsDirectory => b"!i",
                    FileError::TooLarge => b"!l",
                    FileError::Other => b"!o",
                });
            }
            Answer::Seed(seed) => out.extend_from_slice(&seed.to_le_bytes()),
        }
        out
    }
}

/// Whoever answers questions about the outside one by one.
pub(crate) trait Answers {
    fn answer(&mut self, question: Question) -> Answer;
}

/// Such a one as a world.
pub(crate) struct Asked<'a>(pub(crate) &'a mut dyn Answers);

impl World for Asked<'_> {
    fn env_var(&mut self, name: &[u8]) -> Option<Vec<u8>> {
        match self.0.answer(Question::Variable(name.to_vec())) {
            Answer::Text(text) => text,
            _ => None,
        }
    }

    fn env_vars(&mut self) -> Vec<(Vec<u8>, Vec<u8>)> {
        match self.0.answer(Question::Variables) {
            Answer::Variables(vars) => vars,
            _ => Vec::new(),
        }
    }

    fn current_dir(&mut self) -> Option<Vec<u8>> {
        match self.0.answer(Question::CurrentDir) {
            Answer::Text(text) => text,
            _ => None,
        }
    }

    fn file_kind(&mut self, path: &[u8]) -> Result<Kind, FileError> {
        match self.0.answer(Question::FileKind(path.to_vec())) {
            Answer::Kind(kind) => kind,
            _ => Err(FileError::Other),
        }
    }

    fn read_file(&mut self, path: &[u8], max: u64) -> Result<Vec<u8>, FileError> {
        match self.0.answer(Question::ReadFile { path: path.to_vec(), max }) {
            Answer::File(content) => content,
            _ => Err(FileError::Other),
        }
    }

    fn read_dir(&mut self, path: &[u8], max: u64) -> Result<Listing, FileError> {
        match self.0.answer(Question::ReadDir { path: path.to_vec(), max }) {
            Answer::Dir(listing) => listing,
            _ => Err(FileError::Other),
        }
    }

    fn random_seed(&mut self) -> u64 {
        match self.0.answer(Question::RandomSeed) {
            Answer::Seed(seed) => seed,
            _ => 0,
        }
    }

    fn refused(&mut self, refusal: Refusal) {
        self.0.answer(Question::Refused(refusal));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_read_as_they_were_written() {
        let text = || "text".to_owned();
        let refusals = [
            Refusal::Variable(text()),
            Refusal::Read(text()),
            Refusal::ReadWithoutFiles(text()),
            Refusal::Write(text()),
            Refusal::Program(text()),
            Refusal::Network(text()),
            Refusal::Clock,
            Refusal::Thread,
        ];
        let others = [
            Question::Variable(b"A".to_vec()),
            Question::Variables,
            Question::CurrentDir,
            Question::FileKind(b"/a".to_vec()),
            Question::ReadFile { path: b"/a".to_vec(), max: 1 << 40 },
            Question::ReadDir { path: b"/a".to_vec(), max: 0 },
            Question::RandomSeed,
        ];
        for question in others.into_iter().chain(refusals.map(Question::Refused)) {
            assert_eq!(Question::from_bytes(&question.to_bytes()), Some(question));
        }
        for bytes in ["", "x", "V ", "f1234567", "r", "rx", "d1"] {
            assert_eq!(Question::from_bytes(bytes.as_bytes()), None, "{bytes}");
        }
    }

    #[test]
    fn other_answers_have_other_identities() {
        let entry = |name: &[u8], is_directory| Entry { name: name.to_vec(), is_directory };
        let listing =
            |entries, left_out, links| Answer::Dir(Ok(Listing { entries, left_out, links }));
        let pair = |name: &[u8], value: &[u8]| (name.to_vec(), value.to_vec());
        let answers = [
            vec![
                Answer::Text(None),
                Answer::Text(Some(Vec::new())),
                Answer::Text(Some(b"a".to_vec())),
                Answer::Text(Some(vec![b'a'; 100])),
                Answer::Text(Some([&[b'a'; 99][..], b"b"].concat())),
            ],
            vec![
                Answer::Variables(Vec::new()),
                Answer::Variables(vec![pair(b"", b"")]),
                Answer::Variables(vec![pair(b"a", b"bc")]),
                Answer::Variables(vec![pair(b"ab", b"c")]),
                Answer::Variables(vec![pair(b"a", b"b"), pair(b"c", b"")]),
            ],
            vec![
                Answer::Kind(Ok(Kind::Directory)),
                Answer::Kind(Ok(Kind::File { len: 0 })),
                Answer::Kind(Ok(Kind::File { len: 1 })),
                Answer::Kind(Err(FileError::Refused)),
                Answer::Kind(Err(FileError::NotFound)),
                Answer::Kind(Err(FileError::NotDirectory)),
                Answer::Kind(Err(FileError::IsDirectory)),
                Answer::Kind(Err(FileError::TooLarge)),
                Answer::Kind(Err(FileError::Other)),
            ],
            vec![
                Answer::File(Ok(Vec::new())),
                Answer::File(Ok(b"!f".to_vec())),
                Answer::File(Err(FileError::NotFound)),
            ],
            vec![
                listing(Vec::new(), 0, 0),
                listing(Vec::new(), 1, 0),
                listing(Vec::new(), 0, 1),
                listing(vec![entry(b"a", false)], 0, 0),
                listing(vec![entry(b"a", true)], 0, 0),
                listing(vec![entry(b"a", false), entry(b"", false)], 0, 0),
                Answer::Dir(Err(FileError::NotFound)),
            ],
            vec![Answer::Seed(0), Answer::Seed(1)],
        ];
        for answers in answers {
            let mut identities: Vec<_> = answers.iter().map(Answer::identity).collect();
            identities.sort();
            identities.dedup();
            assert_eq!(identities.len(), answers.len(), "{answers:?}");
        }
    }
}
