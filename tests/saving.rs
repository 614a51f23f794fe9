//! What is made on a screen is saved to files: whole or not at all, told in words, and never lost.

use crate::content::shipped;
use crate::screens::{calendar, noon};
use ackademy::app::lab::{Ask, LabCommand};
use ackademy::app::ladder::Behind;
use ackademy::app::place::Place;
use ackademy::app::port::Answer;
use ackademy::app::save::port::{FileAnswer, FileFault, FileRequest, Files, NewFile, Where};
use ackademy::app::save::{SaveCommand, SavingTone, SavingView, TraceForm};
use ackademy::app::{App, Command, Effect, View};
use ackademy::store::FileWriter;
use ackademy::text::{Lang, say};
use ackademy::wire::End;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// An app with somebody who writes files for it.
struct Desk {
    app: App,
    writer: FileWriter,
}

impl Desk {
    fn new(lang: Lang, content: Option<&Path>) -> Desk {
        let mut app = App::new(shipped(), lang, &calendar());
        app.insist_on(lang);
        app.answered(Answer::Loaded { facts: Box::default(), local: BTreeMap::new(), skipped: 0 }, noon());
        Desk { app, writer: FileWriter::new(content.map(Path::to_owned), |_| {}) }
    }

    fn ask(&mut self, command: Command) {
        for effect in self.app.update(command, noon(), 7) {
            if let Effect::File(request) = effect {
                self.writer.send(request);
                let answer = (0..1000).find_map(|_| {
                    std::thread::sleep(Duration::from_millis(5));
                    self.writer.receive()
                });
                self.app.filed(answer.expect("an answer"));
            }
        }
    }

    fn save(&mut self, command: SaveCommand) {
        self.ask(Command::Save(command));
    }

    #[track_caller]
    fn told(&self) -> SavingView {
        self.app.frame().saving.expect("something is told")
    }

    /// A handshake in the Lab, and the trace behind its ladder.
    fn handshake(&mut self) -> Behind {
        for line in ["client > SYN seq=x", "server > SYN ACK seq=y ack=x+1", "client > ACK seq=x+1 ack=y+1"] {
            self.ask(Command::InLab(LabCommand::Step(line.to_owned())));
        }
        let View::Lab(view) = self.app.view(noon()) else { panic!("not in the Lab") };
        view.ladder.behind.expect("a trace")
    }
}

fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn without_a_dialog_the_path_is_written_and_the_place_is_told() {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir().expect("a folder");
        let mut desk = Desk::new(lang, None);
        desk.save(SaveCommand::File(NewFile::new("tcp.svg", "<svg/>")));
        let told = desk.told();
        assert!(told.tone == SavingTone::Waits && told.again, "{told:?}");
        assert!(told.path.expect("a field").ends_with("tcp.svg"));
        let path = folder.path().join("mine.svg");
        desk.save(SaveCommand::Path(format!(" \"{}\" ", path.display())));
        desk.save(SaveCommand::There);
        let told = desk.told();
        assert_eq!((told.tone, told.path), (SavingTone::Saved, None));
        assert!(told.message.contains(&path.display().to_string()), "{}", told.message);
        assert_eq!(std::fs::read(&path).expect("it is there"), b"<svg/>");
        assert_eq!(names(folder.path()), ["mine.svg"], "nothing is left beside it");
        desk.save(SaveCommand::Close);
        assert_eq!(desk.app.frame().saving, None);
    }
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_that_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "before").expect("it is written");
    let mut desk = Desk::new(Lang::En, None);
    desk.save(SaveCommand::File(NewFile::new("a.txt", "after")));
    desk.save(SaveCommand::Path(path.display().to_string()));
    desk.save(SaveCommand::There);
    assert!(desk.told().replace && desk.told().tone == SavingTone::Failed, "{:?}", desk.told());
    assert_eq!(std::fs::read(&path).expect("it is there"), b"before");
    desk.save(SaveCommand::Replace);
    assert_eq!((desk.told().tone, desk.told().replace), (SavingTone::Saved, false));
    assert_eq!(std::fs::read(&path).expect("it is there"), b"after");
}

#[test]
fn a_failure_says_what_where_and_what_to_do_and_the_file_can_go_elsewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let taken = folder.path().join("taken");
    std::fs::write(&taken, "a file").expect("it is written");
    let cases = [
        (folder.path().join("nothing/a.svg"), "its folder does not exist"),
        (taken.join("a.svg"), "its folder does not exist"),
        (folder.path().to_owned(), "is a folder"),
        (folder.path().join("a".repeat(300)), "A file can’t be called"),
        (PathBuf::from("/proc/a.svg"), "can’t be written"),
    ];
    let mut desk = Desk::new(Lang::En, None);
    desk.save(SaveCommand::File(NewFile::new("a.svg", "<svg/>")));
    for (path, words) in cases {
        desk.save(SaveCommand::Path(path.display().to_string()));
        desk.save(SaveCommand::There);
        let told = desk.told();
        assert!(told.tone == SavingTone::Failed && told.message.contains(words), "{told:?}");
        assert!(told.message.contains(&path.display().to_string()) && !told.help.is_empty(), "{told:?}");
        assert_eq!(told.path, Some(path.display().to_string()));
    }
    assert_eq!(names(folder.path()), ["taken"]);
    let path = folder.path().join("at last.svg");
    desk.save(SaveCommand::Path(path.display().to_string()));
    desk.save(SaveCommand::There);
    assert_eq!(std::fs::read(&path).expect("nothing was lost"), b"<svg/>");
}

#[test]
fn what_the_system_can_refuse_is_told_in_both_languages() {
    use FileFault::{Denied, Full, IsFolder, Name, NoFolder, Other, ReadOnly};
    for lang in Lang::ALL {
        let mut desk = Desk::new(lang, None);
        let mut said = Vec::new();
        for fault in [Full, Denied, ReadOnly, NoFolder, IsFolder, Name, Other] {
            let asked =
                desk.app.update(Command::Save(SaveCommand::File(NewFile::new("a.svg", "<svg/>"))), noon(), 7);
            let [Effect::File(FileRequest { ticket, to: Where::Chosen, .. })] = asked.as_slice() else {
                panic!("{asked:?}")
            };
            let (path, detail) = (PathBuf::from("/there/a.svg"), "os error 28".to_owned());
            // An answer to what was asked before changes nothing.
            desk.app.filed(FileAnswer::Saved { ticket: ticket - 1, path: path.clone() });
            assert_eq!(desk.told().tone, SavingTone::Waits);
            desk.app.filed(FileAnswer::Failed { ticket: *ticket, path, fault, detail });
            let told = desk.told();
            assert!(told.message.contains("/there/a.svg") && !told.help.is_empty(), "{told:?}");
            assert_eq!((told.detail.as_str(), told.again), ("os error 28", true));
            said.push(told.message);
        }
        said.sort();
        said.dedup();
        assert_eq!(said.len(), 7, "{said:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_the_rights_of_a_file_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let (real, link) = (folder.path().join("real.txt"), folder.path().join("link.txt"));
    std::fs::write(&real, "before").expect("it is written");
    std::fs::set_permissions(&real, PermissionsExt::from_mode(0o640)).expect("they are set");
    symlink(&real, &link).expect("a link");
    let mut desk = Desk::new(Lang::En, None);
    desk.save(SaveCommand::File(NewFile::new("a.txt", "after")));
    desk.save(SaveCommand::Path(link.display().to_string()));
    desk.save(SaveCommand::There);
    desk.save(SaveCommand::Replace);
    assert!(link.is_symlink());
    assert_eq!(std::fs::read(&real).expect("it is there"), b"after");
    assert_eq!(std::fs::metadata(&real).expect("it is there").permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_ladder_is_saved_in_every_form_of_its_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = Desk::new(Lang::En, None);
    let shown = desk.handshake();
    for form in TraceForm::ALL {
        desk.save(SaveCommand::Trace { shown: Behind { steps: 2, ..shown.clone() }, form });
        let name = PathBuf::from(desk.told().path.expect("a field"));
        let path = folder.path().join(name.file_name().expect("a name"));
        desk.save(SaveCommand::Path(path.display().to_string()));
        desk.save(SaveCommand::There);
        desk.save(SaveCommand::Replace);
        assert_eq!(desk.told().tone, SavingTone::Saved, "{:?}", desk.told());
    }
    assert_eq!(names(folder.path()), ["tcp.json", "tcp.pkt", "tcp.txt"]);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("it is there");
    let (trace, _, errors) = ackademy::wire::parse(&read("tcp.txt"));
    assert!(errors.is_empty() && trace.steps.len() == 2, "{}", read("tcp.txt"));
    assert_eq!(trace.start, shown.case.trace.start);
    assert!(read("tcp.json").contains("\"SYN\"") && read("tcp.pkt").contains("SOCK_STREAM"));
    // What a form can't say is told, and there is nothing to be saved.
    let shown = Behind { machine: "tls13".to_owned(), ..shown };
    desk.save(SaveCommand::Trace { shown, form: TraceForm::Packetdrill(End::Second) });
    let told = desk.told();
    assert_eq!((told.tone, told.path, told.again), (SavingTone::Failed, None, false));
    assert!(!told.message.is_empty() && told.help.contains("other forms"));
}

#[test]
fn a_question_of_the_lab_is_added_to_the_content_and_can_be_studied_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    // It is made when something is put into it.
    let content = folder.path().join("content");
    let mut desk = Desk::new(Lang::Zh, Some(&content));
    desk.handshake();
    desk.ask(Command::InLab(LabCommand::Keep));
    assert_eq!(desk.app.frame().saving, None, "nothing is a question yet");
    for number in 1..=2 {
        desk.ask(Command::InLab(LabCommand::Ask(Some(Ask::Build))));
        desk.ask(Command::InLab(LabCommand::Keep));
        assert_eq!(desk.told().tone, SavingTone::Saved, "{:?}", desk.told());
        let mut files = ackademy::store::embedded();
        files.extend(ackademy::store::read_folder(&content));
        desk.app.reload(ackademy::app::library::Library::load(&files, &|_| true), noon());
        let deck = desk.app.library().deck(&format!("lab-{number}")).expect("the deck").clone();
        assert_eq!(deck.questions.len(), 1);
        assert!(deck.title.get(Lang::Zh).contains("实验台"), "{:?}", deck.title);
    }
    assert_eq!(names(&content), ["lab-1.ron", "lab-2.ron"]);
    desk.ask(Command::Study { deck: "lab-2".to_owned() });
    assert!(matches!(desk.app.view(noon()), View::Study(_)));
    desk.ask(Command::Go(Place::Lab));
    // A place that is no folder: told, and the file can go elsewhere.
    std::fs::remove_dir_all(&content).expect("it is removed");
    std::fs::write(&content, "a file").expect("it is written");
    desk.ask(Command::InLab(LabCommand::Keep));
    let told = desk.told();
    assert!(told.tone == SavingTone::Failed && told.path.is_some() && told.again, "{told:?}");
}

#[cfg(feature = "gui")]
mod screen {
    use super::*;
    use crate::screens::{spoken, window};
    use ackademy::text::say_with;
    use ackademy::ui::Window;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    fn press(harness: &mut Harness<'_, Window>, label: &str) {
        harness.get_by_label(label).click_accesskit();
        harness.run();
    }

    fn until(harness: &mut Harness<'_, Window>, words: &str) {
        for _ in 0..500 {
            harness.run();
            if spoken(harness).contains(words) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("never said: {words}\n{}", spoken(harness));
    }

    #[test]
    fn a_picture_of_the_labs_ladder_is_saved_from_its_menu() {
        for lang in Lang::ALL {
            let folder = tempfile::tempdir().expect("a folder");
            let mut harness = window(shipped(), lang, [1100.0, 2000.0]);
            harness.run();
            press(&mut harness, &say(lang, "rail-lab"));
            let ctx = harness.ctx.clone();
            let step = LabCommand::Step("client > SYN seq=x".to_owned());
            harness.state_mut().command(Command::InLab(step), &ctx);
            harness.run();
            for (key, name) in
                [("save-as-png", "a.png"), ("save-as-svg", "a.svg"), ("save-as-mermaid", "a.mmd")]
            {
                press(&mut harness, &say(lang, "ladder-export"));
                press(&mut harness, &say(lang, key));
                until(&mut harness, "tcp.");
                let path = folder.path().join(name).display().to_string();
                let ctx = harness.ctx.clone();
                harness.state_mut().command(Command::Save(SaveCommand::Path(path.clone())), &ctx);
                harness.run();
                press(&mut harness, &say(lang, "save-there"));
                let args = [("path", path.as_str().into())];
                until(&mut harness, &say_with(lang, "save-saved", &args));
                press(&mut harness, &say(lang, "save-close"));
            }
            let read = |name: &str| std::fs::read(folder.path().join(name)).expect("it is there");
            assert!(read("a.png").starts_with(b"\x89PNG"));
            assert!(read("a.svg").starts_with(b"<svg") && read("a.mmd").starts_with(b"sequenceDiagram"));
        }
    }
}
