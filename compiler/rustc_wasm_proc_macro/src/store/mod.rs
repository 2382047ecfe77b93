//! A store of expansions, so that one that is known is not run again.
//!
//! A module is a function of its input and of the answers that it gets, and it gets all of them from the host: replies
//! to its requests, and what it sees of the `World`. So what is stored of an expansion is what was asked and answered,
//! in order, and which of the streams was returned. To use that, the host is asked again, for real: what a request does
//! (streams, spans with their hygiene, diagnostics, what is tracked) the host has done then. As long as it answers what
//! is stored, the module would ask what is stored. With the first other answer the module is started, is told the
//! answers so far, and goes on from there. Nothing is assumed of the host or of the input.
//!
//! Handles need no translation: they are numbers that the dispatcher gives out in order, and are in the answers.
//! Equal spans have one handle, so that answers also say which spans are equal, which is all that a macro can see of
//! them without asking.
//!
//! What is stored is also what the module itself has used, so that accounts and limits are the same whether it
//! runs or not; what the host's work costs is found out by doing it. An expansion that ended in a panic, a fault or at
//! a limit is not stored.
//!
//! From the bottom up: `step` is one exchange in bytes, `world` has those with the outside, `tree` finds a step by the
//! answers before it, `file` and `dir` keep trees. `expansion::stored` uses one.

mod dir;
mod file;
pub(crate) mod step;
pub(crate) mod tree;
pub(crate) mod world;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::dir::{Dir, today};
use self::file::Header;
use self::tree::{Cursor, Inserted, Key, Tree};
use crate::digest::hex;
use crate::module::digest;

/// How many bytes all files of a directory may have if nothing else is said.
pub const MAX_BYTES: u64 = 1 << 30;

/// How many bytes the expansions of a file may have. Of more, those are kept that were used last.
const MAX_FILE: usize = 64 << 20;

/// For how many sessions that had something new an expansion is kept that none of them used.
const SESSIONS: u32 = 8;

/// The longest expansion that is stored, in bytes.
pub(crate) const MAX_EXPANSION: usize = 16 << 20;

/// A directory in which expansions are kept from one compilation to the next, which need not exist. Clones are
/// the same one, and know the same expansions.
///
/// It is trusted as the macro crates are: who can write to it can change what programs are compiled to. So it is not
/// used if it does not belong to the user or if others may write there, and neither are such files in it.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    dir: Arc<Dir>,
    /// What else than the module and its options expansions depend on: who answers.
    host: String,
    crates: Mutex<Vec<Arc<Known>>>,
}

/// How often a store was of use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoreUse {
    /// Expansions for which the module was not run.
    pub used: u64,
    /// Those for which it was run, after some stored answers or none.
    pub run: u64,
    /// Those of the latter that were added.
    pub added: u64,
}

/// All in the same directory are equal, and look the same, whatever they know.
impl PartialEq for Store {
    fn eq(&self, other: &Store) -> bool {
        self.path() == other.path()
    }
}

impl Eq for Store {}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Store").field(&self.path()).finish()
    }
}

impl Store {
    /// `host` names who answers: the version of the compiler, for example. Expansions that another one has stored are
    /// not used.
    pub fn new(path: impl Into<PathBuf>, host: impl Into<String>) -> Store {
        Store::with_max(path, host, MAX_BYTES)
    }

    /// The same for files that may have `max` bytes together.
    pub fn with_max(path: impl Into<PathBuf>, host: impl Into<String>, max: u64) -> Store {
        let (dir, host) = (Arc::new(Dir::new(path.into(), max)), host.into());
        Store(Arc::new(Inner { dir, host, crates: Mutex::default() }))
    }

    pub fn path(&self) -> &Path {
        self.0.dir.path()
    }

    /// How often it was of use to all crates.
    pub fn usage(&self) -> StoreUse {
        let crates = lock(&self.0.crates);
        let all = crates.iter().map(|known| known.state().usage);
        all.fold(StoreUse::default(), |sum, it| StoreUse {
            used: sum.used.saturating_add(it.used),
            run: sum.run.saturating_add(it.run),
            added: sum.added.saturating_add(it.added),
        })
    }

    /// Writes what is new. The error says what could not be written, which is no harm but to the next compilation.
    pub fn save(&self) -> Result<(), String> {
        let crates = lock(&self.0.crates).clone();
        for known in crates {
            known.save().map_err(|error| format!("`{}`: {error}", self.path().display()))?;
        }
        Ok(())
    }

    /// The expansions of what `id` identifies. `name` is that of their file for whoever looks at the directory.
    pub(crate) fn open(&self, name: &str, id: &[&[u8]], is_compiled: bool) -> Arc<Known> {
        let mut all = Vec::new();
        for part in [self.0.host.as_bytes(), name.as_bytes()].iter().chain(id) {
            step::write_text(&mut all, part);
        }
        let id = digest(&all);
        let is_plain = |c: char| c == '_' || c == '-' || c.is_ascii_alphanumeric();
        let name: String = name.chars().take(64).filter(|&c| is_plain(c)).collect();
        let name = format!("{name}-{}", hex(id.get(..16).unwrap_or_default()));
        let (dir, state) = (self.0.dir.clone(), Mutex::default());
        let known = Arc::new(Known { dir, name, id, is_compiled, state });
        lock(&self.0.crates).push(known.clone());
        known
    }
}

/// The expansions that are known of a macro crate with its options.
pub(crate) struct Known {
    dir: Arc<Dir>,
    /// Of the file.
    name: String,
    id: [u8; 32],
    is_compiled: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// `None` until it is first asked for.
    loaded: Option<Loaded>,
    usage: StoreUse,
}

struct Loaded {
    tree: Tree,
    /// The hash of the file, if there was one.
    hash: Option<[u8; 8]>,
    /// The day on which that was used.
    day: u32,
    /// The number of this session: one more than that of the file.
    session: u32,
    is_used: bool,
    is_changed: bool,
}

impl Known {
    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    fn with<R>(&self, f: impl FnOnce(&mut Loaded, &mut StoreUse) -> R) -> R {
        let State { loaded, usage } = &mut *self.state();
        f(loaded.get_or_insert_with(|| self.load()), usage)
    }

    fn load(&self) -> Loaded {
        let content = self.dir.read(&self.name);
        let hash = content.as_deref().and_then(file::hash);
        let (day, session, tree) = match content.and_then(|content| file::read(content, &self.id)) {
            Some((header, tree)) => (header.day, header.session, tree),
            None => Default::default(),
        };
        let session = session.saturating_add(1);
        Loaded { tree, hash, day, session, is_used: false, is_changed: false }
    }

    /// Whether they are those of compiled code.
    pub(crate) fn is_compiled(&self) -> bool {
        self.is_compiled
    }

    /// Forgets all of them, as one was wrong. Returns the directory.
    pub(crate) fn forget(&self) -> PathBuf {
        self.with(|loaded, _| (loaded.tree, loaded.is_changed) = (Tree::default(), true));
        self.dir.remove(&self.name);
        self.dir.path().to_owned()
    }

    /// Where stored expansions start that have this key.
    pub(crate) fn root(&self, key: &Key) -> Option<Cursor> {
        self.with(|loaded, _| loaded.tree.root(key))
    }

    /// Where they go on with this answer.
    pub(crate) fn branch(&self, cursor: &Cursor, answer: &[u8]) -> Option<Cursor> {
        self.with(|loaded, _| loaded.tree.branch(cursor, answer))
    }

    /// Notes that the expansion that ends in a record was used.
    pub(crate) fn count_used(&self, record: u32) {
        self.with(|loaded, usage| {
            usage.used = usage.used.saturating_add(1);
            loaded.is_used = true;
            loaded.tree.mark(record, loaded.session);
        });
    }

    /// Notes that the module was run.
    pub(crate) fn count_run(&self) {
        let usage = &mut self.state().usage;
        usage.run = usage.run.saturating_add(1);
    }

    /// Adds an expansion.
    pub(crate) fn insert(&self, key: Key, steps: Vec<u8>) {
        self.with(|loaded, usage| {
            loaded.is_used = true;
            let inserted = loaded.tree.insert(key, &Arc::new(steps), loaded.session);
            if inserted == Inserted::New {
                usage.added = usage.added.saturating_add(1);
                loaded.is_changed = true;
            }
        });
    }

    /// Writes the file if something is new, or if it is the first use of a day.
    fn save(&self) -> std::io::Result<()> {
        let state = &mut *self.state();
        let Some(loaded) = &mut state.loaded else { return Ok(()) };
        let is_first_of_day = loaded.day != today();
        if !loaded.is_used || !(loaded.is_changed || is_first_of_day) {
            return Ok(());
        }
        // Another compiler may have written since.
        let now = self.dir.read(&self.name);
        let hash = now.as_deref().and_then(file::hash);
        if hash != loaded.hash
            && let Some((header, others)) = now.and_then(|now| file::read(now, &self.id))
        {
            loaded.session = loaded.session.max(header.session.saturating_add(1));
            for (number, record) in (0..).zip(others.records()) {
                if let Some((key, steps)) = others.path(number) {
                    loaded.tree.insert(key, &Arc::new(steps), record.used);
                }
            }
        }
        let Loaded { day, session, .. } = *loaded;
        let all = len(&loaded.tree, |_| true);
        // To leave things out takes longer than to write a little more.
        if all > MAX_FILE || len(&loaded.tree, |used| is_old(used, session)) > all / 4 {
            loaded.tree = newest(&loaded.tree, session);
        }
        // What was only used is no session of which there is anything new.
        let session = if loaded.is_changed { session } else { session.saturating_sub(1) };
        let header = Header { id: self.id, day: today(), session };
        let content = file::write(&header, &loaded.tree);
        self.dir.write(&self.name, &content)?;
        loaded.hash = file::hash(&content);
        (loaded.day, loaded.is_changed) = (header.day, false);
        if day != header.day { self.dir.prune(&self.name) } else { Ok(()) }
    }
}

fn is_old(used: u32, session: u32) -> bool {
    session.saturating_sub(used) > SESSIONS
}

/// How many bytes those records have that were used then.
fn len(tree: &Tree, was_used: impl Fn(u32) -> bool) -> usize {
    let records = tree.records().iter().filter(|record| was_used(record.used));
    records.fold(0, |sum, record| sum.saturating_add(record.bytes().len()))
}

/// The expansions that were used last.
fn newest(tree: &Tree, session: u32) -> Tree {
    let mut numbers: Vec<u32> = (0..).take(tree.records().len()).collect();
    let used = |number: u32| {
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        tree.records().get(number).map_or(0, |record| record.used)
    };
    numbers.sort_by_key(|&number| std::cmp::Reverse(used(number)));
    let mut kept = Tree::default();
    // Not to the brim, as that would soon be reached again.
    let mut left = MAX_FILE / 4 * 3;
    for number in numbers {
        if is_old(used(number), session) {
            break;
        }
        let Some((key, steps)) = tree.path(number) else { continue };
        let before = kept.records().len();
        kept.insert(key, &Arc::new(steps), used(number));
        let added = kept.records().get(before).map_or(0, |record| record.bytes().len());
        match left.checked_sub(added) {
            Some(less) => left = less,
            None => break,
        }
    }
    kept
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Every state is a good one.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
