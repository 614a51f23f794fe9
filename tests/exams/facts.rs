//! What an exam leaves behind: its fact, also where the disk is full.

use super::Learner;
use crate::content::shipped;
use ackademy::app::exam::ExamCommand;
use ackademy::app::port::{Answer, Request, StoreError, StoreFault};
use ackademy::app::record::{Entry, Fact};
use ackademy::app::{Command, Effect, View};
use ackademy::exam::Certainty;

#[test]
fn an_exam_fact_survives_the_round_trip_and_is_about_its_blueprint() {
    let mut learner = Learner::new(shipped());
    learner.begin("interview");
    learner.put_down();
    learner.exam(ExamCommand::Certain(Certainty::High));
    learner.exam(ExamCommand::HandIn);
    let facts = learner.store.entries();
    let entry = facts.iter().find(|entry| matches!(entry.fact, Fact::Exam(_))).expect("an exam");
    assert_eq!((entry.fact.kind(), entry.fact.subject()), ("exam", "interview"));
    let text = serde_json::to_string(entry).expect("JSON");
    assert_eq!(serde_json::from_str::<Entry>(&text).expect("an entry"), *entry);
    assert!(text.contains(r#""kind":"exam""#));
}

/// Handing in on a full disk fails; the learner tries again, or sees the result without keeping it.
#[test]
fn a_full_disk_loses_no_exam() {
    for gives_up in [false, true] {
        let mut learner = Learner::new(shipped());
        learner.begin("quick");
        learner.wait(2);
        learner.put_down();
        let effects = learner.app.update(Command::InExam(ExamCommand::HandIn), learner.now, 7);
        for effect in effects {
            let Effect::Store(request @ Request::AppendAll(_)) = effect else { continue };
            let kind = StoreFault::DiskFull;
            let error = StoreError { kind, path: "ackademy.db".into(), detail: String::new() };
            let failed = Answer::Failed { request: Box::new(request), error };
            assert_eq!(learner.app.answered(failed, learner.now), []);
        }
        assert!(learner.app.frame().trouble.is_some() && learner.sitting().saving);
        // Nothing can be changed any more, and nothing else can be done meanwhile.
        learner.exam(ExamCommand::Next);
        assert_eq!(learner.sitting().number, 1);
        learner.ask(if gives_up { Command::GoOnUnsaved } else { Command::Retry });
        assert!(matches!(learner.app.view(learner.now), View::ExamReport(_)));
        assert_eq!(learner.exams().len(), usize::from(!gives_up));
        assert_eq!(learner.app.record().exams().count(), 1);
        assert!(learner.app.frame().exam.is_none());
    }
}
