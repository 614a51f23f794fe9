//! Scenes of the report of an exam: its head, its pictures, its questions.

use super::outside::Health;
use super::scenes::{Scene, scene};
use ackademy::app::Command;
use ackademy::app::exam::{ExamCommand, ReportCommand};
use ackademy::app::record::FactId;

/// The report of the last of the exams that are there, with something done.
fn report(name: &'static str, scrolled: f32, then: Vec<ReportCommand>) -> Scene {
    let go = [ExamCommand::Report(FactId::new("exam-3"))];
    let then = then.into_iter().map(ExamCommand::InReport);
    let commands = go.into_iter().chain(then).map(Command::InExam).collect();
    Scene { health: Health::Examined, scrolled, ..scene(name, commands) }
}

/// All of them.
pub fn scenes() -> Vec<Scene> {
    let open = |items: &[usize]| items.iter().map(|at| ReportCommand::Turn(*at)).collect::<Vec<_>>();
    vec![
        Scene { health: Health::Marking, ..report("report-marking", 0.0, vec![]) },
        report("report", 0.0, vec![]),
        report("report-certainty", 1500.0, vec![]),
        report("report-items", 3600.0, open(&[0, 1, 2])),
        report("report-ladders", 3600.0, open(&[7, 8, 9])),
        report("report-last", 1e5, open(&[10, 11, 12, 13])),
    ]
}
