//! Packs `locales/` and `rules/` into the binary.
//!
//! A locale is written as TOML for people; the binary carries it as deflated lines (`#section`, then `key\tform\tform`),
//! which load in well under a millisecond. Rules are embedded as they stand, so that their spans stay true.

use std::{env, fs, path::Path};

type Sections = toml::map::Map<String, toml::Value>;

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets the folder of the package");
    let out = env::var("OUT_DIR").expect("cargo sets the folder for what a build script writes");
    for folder in ["locales", "locales/overlays", "locales/words", "rules"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    pack_locales(Path::new(&root), Path::new(&out));
    pack_words(&Path::new(&root).join("locales/words"), Path::new(&out));
    list_rules(Path::new(&root), Path::new(&out));
}

/// Writes `locales.bin`, the deflated locales one after the other, and `locales.rs`, where each of them stands.
fn pack_locales(root: &Path, out: &Path) {
    let generated = names(&root.join("locales"), ".toml");
    let overlays = names(&root.join("locales/overlays"), ".toml");
    let mut tags: Vec<&String> = generated.iter().chain(&overlays).collect();
    tags.sort();
    tags.dedup();
    let (mut packed, mut index) = (Vec::new(), String::from("&[\n"));
    for tag in tags {
        let mut text = String::new();
        let read = |folder: &str| -> Sections {
            let path = root.join(folder).join(format!("{tag}.toml"));
            let toml = fs::read_to_string(&path).unwrap_or_default();
            toml::from_str(&toml).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        let (mut generated, mut overlay) = (read("locales"), read("locales/overlays"));
        if let Some(toml::Value::Table(not)) = overlay.remove("not") {
            take_back(&mut generated, &not, tag);
        }
        lines(&generated, &mut text);
        lines(&overlay, &mut text);
        let start = packed.len();
        packed.extend(miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 9));
        index.push_str(&format!("({tag:?}, {start}, {}),\n", packed.len()));
    }
    index.push(']');
    fs::write(out.join("locales.bin"), packed).expect("the output folder is writable");
    fs::write(out.join("locales.rs"), index).expect("the output folder is writable");
}

/// Takes out of the generated sections what an overlay says that texts do not mean so: `[not.SECTION]`.
fn take_back(generated: &mut Sections, not: &Sections, tag: &str) {
    let forms = |table: &toml::Value| table.as_table().cloned().unwrap_or_default();
    for (section, keys) in not.iter().map(|(section, table)| (section, forms(table))) {
        for (key, wrong) in keys.iter().filter(|(key, _)| *key != "why") {
            let known = generated.get_mut(section).and_then(|table| table.get_mut(key)).and_then(|v| v.as_array_mut());
            let wrong = wrong.as_array().map(Vec::as_slice).unwrap_or_default();
            let before = known.as_ref().map_or(0, |known| known.len());
            let Some(known) = known else { panic!("{tag}: [not.{section}] {key} is not in the generated file") };
            known.retain(|form| !wrong.contains(form));
            assert_eq!(
                before,
                known.len() + wrong.len(),
                "{tag}: [not.{section}] {key} names forms that are not there"
            );
        }
    }
}

/// Writes `words.txt`, the lists of common words one after the other, and `words.rs`, where each of them stands.
///
/// A list becomes one sorted text, and those with a capital, which are names too, another. `#` begins its comments.
fn pack_words(folder: &Path, out: &Path) {
    let (mut texts, mut index) = (String::new(), String::from("&[\n"));
    for tag in names(folder, ".txt") {
        let text = fs::read_to_string(folder.join(format!("{tag}.txt"))).expect("the folder lists its files");
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let mut words: Vec<String> = lines.clone().map(str::to_lowercase).collect();
        let is_name = |line: &&str| line.starts_with(char::is_uppercase);
        let mut names: Vec<String> = lines.filter(is_name).map(str::to_lowercase).collect();
        words.sort_unstable();
        names.sort_unstable();
        let start = texts.len();
        texts.push_str(&words.join(" "));
        let middle = texts.len();
        texts.push_str(&names.join(" "));
        let (end, starts) = (texts.len(), [starts(&texts[start..middle]), starts(&texts[middle..])]);
        index.push_str(&format!("({tag:?}, {start}, {middle}, {end}, &{:?}, &{:?}),\n", starts[0], starts[1]));
    }
    index.push(']');
    fs::write(out.join("words.txt"), texts).expect("the output folder is writable");
    fs::write(out.join("words.rs"), index).expect("the output folder is writable");
}

/// Where the words of a list begin that share their first two bytes, in the order of these.
fn starts(list: &str) -> Vec<([u8; 2], u32)> {
    let mut starts: Vec<([u8; 2], u32)> = Vec::new();
    let mut at = 0;
    for word in list.split(' ') {
        if let Some(head) = word.as_bytes().first_chunk::<2>()
            && starts.last().is_none_or(|(last, _)| last != head)
        {
            starts.push((*head, at as u32));
        }
        at += word.len() + 1;
    }
    starts
}

/// A section's `why` is for the reader of the file and stays there.
fn lines(sections: &Sections, text: &mut String) {
    for (section, table) in sections {
        let Some(table) = table.as_table() else { continue };
        text.push_str(&format!("#{section}\n"));
        for (key, forms) in table.iter().filter(|(key, _)| *key != "why") {
            let forms = match forms {
                toml::Value::Array(forms) => forms.iter().filter_map(|form| form.as_str()).collect::<Vec<_>>(),
                toml::Value::String(form) => vec![form.as_str()],
                other => panic!("[{section}] {key}: a form is text or a list of texts, not {other}"),
            };
            text.push_str(&format!("{key}\t{}\n", forms.join("\t")));
        }
    }
}

/// Writes `rules.rs`: the shipped rule files by name, with their text.
fn list_rules(root: &Path, out: &Path) {
    let mut list = String::from("&[\n");
    for name in names(&root.join("rules"), ".toml") {
        let path = root.join("rules").join(format!("{name}.toml"));
        list.push_str(&format!("(\"rules/{name}.toml\", include_str!({:?})),\n", path.display().to_string()));
    }
    list.push(']');
    fs::write(out.join("rules.rs"), list).expect("the output folder is writable");
}

/// The names of the files of a folder that end so, sorted, without the ending.
fn names(folder: &Path, ending: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .map(|entries| {
            entries
                .flatten()
                .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(ending)?.to_owned()))
                .collect()
        })
        .unwrap_or_default();
    names.sort();
    names
}
