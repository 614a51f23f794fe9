//! Scenes of exams: the list, the page before one, every kind of question while it is sat, handing in.

use super::outside::Health;
use super::scenes::{Scene, scene};
use crate::content::shipped;
use ackademy::app::exam::ExamCommand;
use ackademy::app::place::Place;
use ackademy::app::{Command, StudyCommand};
use ackademy::exam::{Certainty, KindName, Paper};
use std::collections::BTreeMap;

/// The exam in which most kinds stand.
const EXAM: &str = "full";
/// With this seed every window of the gallery begins its papers.
const SEED: u32 = 7;

/// Where the first question of each kind stands on the paper.
fn kinds() -> BTreeMap<KindName, usize> {
    let library = shipped();
    let (exam, decks) = (library.exam(EXAM).expect("it is shipped"), library.exam_decks());
    let paper = Paper::draw(exam, &decks, SEED).expect("there are enough");
    let mut kinds = BTreeMap::new();
    for at in 0..paper.items.len() {
        let asked = paper.asked(at, &decks).expect("it is there");
        kinds.entry(KindName::of(&asked.question).expect("it can be marked")).or_insert(at);
    }
    kinds
}

fn exam(name: &'static str, id: &str, then: Vec<Command>) -> Scene {
    let begin = [ExamCommand::Choose(id.to_owned()), ExamCommand::Begin].map(Command::InExam);
    scene(name, begin.into_iter().chain(then).collect())
}

fn within(commands: Vec<ExamCommand>) -> Vec<Command> {
    commands.into_iter().map(Command::InExam).collect()
}

/// All of them.
pub fn scenes() -> Vec<Scene> {
    let named: [(KindName, &str, Vec<StudyCommand>); 12] = [
        (KindName::Choice, "sitting-choice", vec![StudyCommand::Pick(1)]),
        (KindName::TrueFalse, "sitting-true-false", vec![StudyCommand::Say(true)]),
        (KindName::Type, "sitting-type", vec![StudyCommand::Text("SYN".to_owned())]),
        (KindName::Cloze, "sitting-cloze", vec![StudyCommand::Gap { at: 0, text: "FIN".to_owned() }]),
        (KindName::Value, "sitting-value", vec![StudyCommand::Text("x+1".to_owned())]),
        (KindName::Match, "sitting-match", vec![StudyCommand::Pair { left: 0, with: Some(1) }]),
        (KindName::Order, "sitting-order", vec![StudyCommand::Move { from: 0, to: 1 }]),
        (KindName::Build, "sitting-build", vec![StudyCommand::Step("client > ACK seq=x ack=y".to_owned())]),
        (KindName::States, "sitting-states", vec![]),
        (KindName::Fault, "sitting-fault", vec![StudyCommand::Accuse(1)]),
        (KindName::Next, "sitting-next", vec![]),
        (KindName::WhatIf, "sitting-what-if", vec![StudyCommand::Pick(0)]),
    ];
    let kinds = kinds();
    let mut scenes = vec![
        scene("exams", vec![Command::Go(Place::Exam)]),
        scene(
            "exams-code",
            within(vec![ExamCommand::Code("K7QM-3XVA-0T9R-PW2E".to_owned()), ExamCommand::OpenCode])
                .into_iter()
                .chain([Command::Go(Place::Exam)])
                .collect(),
        ),
        scene("exam-start", within(vec![ExamCommand::Choose(EXAM.to_owned())])),
        scene(
            "exam-start-sure",
            within(vec![ExamCommand::Choose("interview".to_owned()), ExamCommand::Extra(25)]),
        ),
        exam("sitting-unsure", "interview", vec![]),
        exam(
            "sitting-sure",
            "interview",
            [Command::In(StudyCommand::Pick(1)), Command::InExam(ExamCommand::Certain(Certainty::Middle))]
                .into(),
        ),
    ];
    for (kind, name, then) in named {
        let Some(at) = kinds.get(&kind) else { continue };
        let go = within(vec![ExamCommand::Go(*at)]);
        scenes.push(exam(name, EXAM, go.into_iter().chain(then.into_iter().map(Command::In)).collect()));
    }
    let flags = vec![ExamCommand::Flag, ExamCommand::Next, ExamCommand::Flag];
    let marked = || within(flags.clone());
    let asked = marked().into_iter().chain(within(vec![ExamCommand::Ask(true)])).collect();
    scenes.push(exam("sitting-hand-in", EXAM, asked));
    scenes.push(exam("sitting-elsewhere", "quick", vec![Command::Go(Place::Settings)]));
    scenes.push(exam("sitting-refused", "quick", vec![Command::Go(Place::Lab)]));
    let full = exam("sitting-disk-full", "quick", within(vec![ExamCommand::HandIn]));
    scenes.push(Scene { health: Health::Full, ..full });
    let elsewhere = exam("exams-elsewhere", "quick", Vec::new());
    scenes.push(Scene { health: Health::Elsewhere, ..elsewhere });
    let marking = scene("exams-marking", vec![Command::Go(Place::Exam)]);
    scenes.push(Scene { health: Health::Marking, scrolled: 900.0, ..marking });
    scenes.push(exam("exam-report", "quick", within(vec![ExamCommand::HandIn])));
    let past = within(vec![ExamCommand::HandIn]).into_iter().chain([Command::Go(Place::Exam)]).collect();
    scenes.push(Scene { scrolled: 900.0, ..exam("exams-past", "quick", past) });
    scenes
}
