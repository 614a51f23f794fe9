use super::*;
use crate::store::watch;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file).unwrap();
    }
    folder
}

/// What is read from a folder: each name below it, with the kind or the error.
fn listing(folder: &Path) -> Vec<String> {
    let line = |file: ContentFile| {
        let path = file.path.unwrap();
        let name = path.strip_prefix(folder).unwrap().display().to_string();
        match file.bytes {
            Ok(bytes) => {
                assert!(bytes == fs::read(&path).unwrap());
                format!("{name} {:?}", file.kind)
            }
            Err(error) => format!("{name} {}", error.key()),
        }
    };
    read_folder(folder).into_iter().map(line).collect()
}

#[test]
fn kinds_are_told_by_the_folder() {
    let folder = folder(&[
        "decks/b.ron",
        "decks/a.RON",
        "machines/tcp.ron",
        "exams/first.ron",
        "exams/decks/odd.ron",
        "machines/deep/er/tls.ron",
        "mine.ron",
        "terms.ron",
        "claims.ron",
        "readme.md",
        ".hidden.ron",
        ".git/x.ron",
        "ron",
    ]);
    assert_eq!(
        listing(folder.path()),
        [
            "claims.ron Claims",
            "decks/a.RON Deck",
            "decks/b.ron Deck",
            "exams/decks/odd.ron Deck",
            "exams/first.ron Exam",
            "machines/deep/er/tls.ron Machine",
            "machines/tcp.ron Machine",
            "mine.ron Deck",
            "terms.ron Terms",
        ]
    );
    assert_eq!(listing(&folder.path().join("machines")), ["deep/er/tls.ron Machine", "tcp.ron Machine"]);
    assert_eq!(read_folder(&folder.path().join("mine.ron")).len(), 1);
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = folder(&["good.ron"]);
    fs::create_dir(folder.path().join("folder.ron")).unwrap();
    let large = File::create(folder.path().join("large.ron")).unwrap();
    large.set_len(MOST_BYTES + 1).unwrap();
    assert_eq!(
        listing(folder.path()),
        ["folder.ron content-not-a-file", "good.ron Deck", "large.ron content-too-large"]
    );
    let missing = read_folder(&folder.path().join("no/such"));
    assert!(matches!(missing[0].bytes, Err(ContentError::Unreadable { .. })));
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_circles_hold_nothing_up() {
    use std::os::unix::fs::symlink;
    let folder = folder(&["good.ron", "sub/good.ron"]);
    let at = |name: &str| folder.path().join(name);
    assert!(std::process::Command::new("mkfifo").arg(at("pipe.ron")).status().unwrap().success());
    symlink("/dev/zero", at("zero.ron")).unwrap();
    symlink("self.ron", at("self.ron")).unwrap();
    symlink("nowhere", at("broken.ron")).unwrap();
    symlink(".", at("circle")).unwrap();
    symlink("..", at("sub/up")).unwrap();
    symlink("sub", at("twice")).unwrap();
    assert_eq!(
        listing(folder.path()),
        [
            "broken.ron content-unreadable",
            "good.ron Deck",
            "pipe.ron content-not-a-file",
            "self.ron content-unreadable",
            "sub/good.ron Deck",
            "zero.ron content-not-a-file",
        ]
    );
    assert!(matches!(read_folder(&at("pipe.ron"))[0].bytes, Err(ContentError::NotAFile)));
}

#[test]
fn depth_and_number_are_limited() {
    let folder = folder(&["1/2/3/4/5/6/7/8/deep.ron", "1/2/3/4/5/6/7/8/9/deeper.ron"]);
    assert_eq!(
        listing(folder.path()),
        ["1/2/3/4/5/6/7/8/9 content-too-deep", "1/2/3/4/5/6/7/8/deep.ron Deck"]
    );
    let many = tempfile::tempdir().unwrap();
    for number in 0..MOST_FILES + 5 {
        fs::write(many.path().join(format!("{number:05}.ron")), "").unwrap();
    }
    let files = read_folder(many.path());
    assert_eq!(files.len(), MOST_FILES + 1);
    assert_eq!(files[0].bytes, Err(ContentError::TooMany));
    assert!(files.last().unwrap().name.ends_with("09999.ron"));
}

#[test]
fn built_in_files_have_kinds_and_names() {
    let files = embedded();
    assert!(files.is_sorted_by(|a, b| a.name < b.name));
    for file in files {
        assert!(file.name.starts_with("content/") && file.name.ends_with(".ron"), "{}", file.name);
        assert!(file.bytes.is_ok_and(|bytes| !bytes.is_empty()));
    }
}

fn watching(dirs: &[PathBuf]) -> (watch::Watcher, Receiver<()>) {
    let (tell, told) = channel();
    let watcher = watch::watch(dirs, Box::new(move || tell.send(()).unwrap_or(()))).unwrap();
    (watcher, told)
}

#[track_caller]
fn is_told(told: &Receiver<()>) {
    told.recv_timeout(Duration::from_secs(5)).expect("a change was not told");
    while told.recv_timeout(Duration::from_millis(500)).is_ok() {}
}

#[test]
fn changes_are_told() {
    let folder = folder(&["decks/a.ron", "decks/notes.txt"]);
    let at = |name: &str| folder.path().join(name);
    let (_watcher, told) = watching(&[folder.path().to_owned()]);
    fs::write(at("decks/a.ron"), "changed").unwrap();
    is_told(&told);
    // As editors do it: another file takes the name.
    fs::write(at("decks/.a.ron.tmp"), "changed again").unwrap();
    fs::rename(at("decks/.a.ron.tmp"), at("decks/a.ron")).unwrap();
    is_told(&told);
    fs::create_dir(at("new")).unwrap();
    is_told(&told);
    fs::write(at("new/b.ron"), "new").unwrap();
    is_told(&told);
    fs::rename(at("new"), at("renamed")).unwrap();
    is_told(&told);
    fs::remove_file(at("renamed/b.ron")).unwrap();
    is_told(&told);
    // Reading, and files of other kinds, are no changes.
    listing(folder.path());
    fs::write(at("decks/notes.txt"), "changed").unwrap();
    assert!(told.recv_timeout(Duration::from_millis(600)).is_err());
}

#[test]
fn a_folder_that_is_not_there_cannot_be_watched() {
    let missing = PathBuf::from("/no/such/folder");
    let error = watch::watch(std::slice::from_ref(&missing), Box::new(|| {})).unwrap_err();
    assert!(matches!(error, ContentError::CannotWatch { path, .. } if path == missing));
    assert!(watch::watch(&[], Box::new(|| {})).is_ok());
}
