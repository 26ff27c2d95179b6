//! What earlier runs found: kept by the contents of the files, the rules, the settings and the version.
//!
//! A cache never makes a run fail. What cannot be read, is cut short or was written by another version is as good as
//! absent; entries are written beside their place and moved there, so that runs at the same time do not disturb each
//! other.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, SystemTime},
};

use serde::{Serialize, de::DeserializeOwned};

/// The name of the folder, beside the settings.
pub const NAME: &str = ".fidelint-cache";

/// A folder of results.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    salt: blake3::Hash,
}

/// The name of a result.
pub type Key = blake3::Hash;

/// What was not asked for so long is thrown away.
const KEEP: Duration = Duration::from_secs(14 * 24 * 60 * 60);
/// Entries that were used today are not marked again.
const MARK: Duration = Duration::from_secs(24 * 60 * 60);
/// The bytes of the checksum that an entry begins with.
const HEAD: usize = 32;

impl Cache {
    /// The cache in a folder, for runs with all that `circumstances` name. The folder is made when it is first needed.
    pub fn new(folder: &Path, circumstances: &[&[u8]]) -> Cache {
        let mut hasher = blake3::Hasher::new();
        add(&mut hasher, env!("CARGO_PKG_VERSION").as_bytes());
        // Two builds of one version may differ.
        if let Ok(data) = std::env::current_exe().and_then(fs::metadata) {
            add(&mut hasher, &data.len().to_le_bytes());
            let age = data.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
            add(&mut hasher, &age.unwrap_or_default().as_nanos().to_le_bytes());
        }
        for circumstance in circumstances {
            add(&mut hasher, circumstance);
        }
        Cache { folder: folder.to_owned(), salt: hasher.finalize() }
    }

    /// The name of a result that depends on some words and on the contents of some files; nothing where one of them
    /// cannot be read.
    pub fn key<'a>(&self, words: impl IntoIterator<Item = &'a str>, files: &[&Path]) -> Option<Key> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.salt.as_bytes());
        for word in words {
            add(&mut hasher, word.as_bytes());
        }
        for file in files {
            hasher.update(blake3::hash(&fs::read(file).ok()?).as_bytes());
        }
        Some(hasher.finalize())
    }

    /// The result of a name, where there is a whole one.
    pub fn get<T: DeserializeOwned>(&self, key: Key) -> Option<T> {
        let path = self.path(key);
        let bytes = fs::read(&path).ok()?;
        let (head, body) = (bytes.get(..HEAD)?, bytes.get(HEAD..)?);
        if head != blake3::hash(body).as_bytes() {
            return None;
        }
        let value = serde_json::from_slice(body).ok()?;
        let modified = fs::metadata(&path).and_then(|data| data.modified()).ok();
        if modified.and_then(|time| time.elapsed().ok()).is_some_and(|age| age > MARK) {
            let file = fs::File::options().append(true).open(&path);
            let _ = file.and_then(|file| file.set_modified(SystemTime::now()));
        }
        Some(value)
    }

    /// Keeps a result. A folder that cannot be written to is no trouble: the next run works again.
    pub fn put<T: Serialize>(&self, key: Key, value: &T) {
        let _ = self.write(key, value);
    }

    fn write<T: Serialize>(&self, key: Key, value: &T) -> io::Result<()> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let body = serde_json::to_vec(value)?;
        let mut bytes = blake3::hash(&body).as_bytes().to_vec();
        bytes.extend(body);
        if !self.folder.is_dir() {
            fs::create_dir_all(&self.folder)?;
            // Neither version control nor a backup wants it.
            fs::write(self.folder.join(".gitignore"), "*\n")?;
            fs::write(self.folder.join("CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n")?;
        }
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let beside = self.folder.join(format!("{}-{number}.part", process::id()));
        fs::write(&beside, bytes)?;
        fs::rename(&beside, self.path(key)).inspect_err(|_| {
            let _ = fs::remove_file(&beside);
        })
    }

    /// Throws away what nobody asked for in two weeks.
    pub fn tidy(&self) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let is_ours = path.extension().is_some_and(|ending| ending == "found" || ending == "part");
            let age = entry.metadata().and_then(|data| data.modified()).ok().and_then(|time| time.elapsed().ok());
            if is_ours && age.is_some_and(|age| age > KEEP) {
                let _ = fs::remove_file(path);
            }
        }
    }

    fn path(&self, key: Key) -> PathBuf {
        self.folder.join(format!("{}.found", key.to_hex()))
    }
}

fn add(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("fidelint-cache-{}-{name}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn a_result_is_found_again_under_the_same_circumstances_only() {
        let folder = folder("again");
        let cache = Cache::new(&folder, &[b"rules"]);
        let key = cache.key(["de"], &[]).expect("no file is needed");
        cache.put(key, &vec![1, 2]);
        assert_eq!(cache.get::<Vec<i32>>(key), Some(vec![1, 2]));
        let other = Cache::new(&folder, &[b"other rules"]);
        assert_ne!(other.key(["de"], &[]), Some(key));
        assert_eq!(Cache::new(&folder, &[b"rules"]).key(["de"], &[]), Some(key));
        fs::remove_dir_all(folder).expect("it was made");
    }

    #[test]
    fn what_is_cut_short_or_changed_is_absent() {
        let folder = folder("cut");
        let cache = Cache::new(&folder, &[]);
        let key = cache.key(["x"], &[]).expect("no file is needed");
        cache.put(key, &"a finding");
        let whole = fs::read(cache.path(key)).expect("it was written");
        for length in 0..whole.len() {
            fs::write(cache.path(key), &whole[..length]).expect("it can be written");
            assert_eq!(cache.get::<String>(key), None, "{length} bytes");
        }
        let mut changed = whole.clone();
        changed[HEAD + 2] ^= 1;
        fs::write(cache.path(key), changed).expect("it can be written");
        assert_eq!(cache.get::<String>(key), None);
        fs::remove_dir_all(folder).expect("it was made");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_no_trouble() {
        let file = folder("file");
        fs::write(&file, "a file").expect("it can be written");
        let cache = Cache::new(&file, &[]);
        let key = cache.key(["x"], &[]).expect("no file is needed");
        cache.put(key, &1);
        assert_eq!(cache.get::<i32>(key), None);
        fs::remove_file(file).expect("it was made");
    }
}
