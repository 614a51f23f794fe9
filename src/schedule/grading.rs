//! From what an answer was worth to a grade: one small table.

use super::Grade;

/// One line: the grade for answers worth at least this much.
struct Line {
    least_credit: f32,
    with_hint: bool,
    grade: Grade,
}

/// Read from the top; the first line that fits counts. `Easy` isn't here: only the learner gives it.
const TABLE: [Line; 2] = [
    Line { least_credit: 0.999, with_hint: false, grade: Grade::Good },
    Line { least_credit: 0.8, with_hint: true, grade: Grade::Hard },
];

/// The grade for an answer worth `credit` (0 to 1), given with or without a hint.
pub fn grade_for(credit: f32, hinted: bool) -> Grade {
    TABLE
        .iter()
        .find(|line| credit >= line.least_credit && (line.with_hint || !hinted))
        .map_or(Grade::Again, |line| line.grade)
}
