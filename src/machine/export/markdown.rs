//! The machine as Markdown: one table each for states, rules, debts and known mistakes.

use super::notation::EventKind;
use crate::machine::model::{Machine, On, Rule, StateSet, Template, Then, Type};
use crate::text::{Lang, Text, cited, say, say_with};
use crate::wire::End;

/// Where a cell has nothing to say.
const NOTHING: &str = "–";
/// Between the lines of one cell.
const BREAK: &str = "<br>";

/// Writes the machine.
pub(super) fn write(machine: &Machine, lang: Lang) -> String {
    let page = Page { machine, lang };
    let parts = [
        page.head(),
        page.states(),
        page.groups(),
        page.definitions(),
        page.rules(),
        page.due(),
        page.faults(),
        page.properties(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

struct Page<'a> {
    machine: &'a Machine,
    lang: Lang,
}

impl Page<'_> {
    fn head(&self) -> String {
        let machine = self.machine;
        let mut text = format!("# {}\n\n", line(machine.title.get(self.lang)));
        if let Some(base) = &machine.of {
            let args = [("id", code(&machine.id).into()), ("base", code(base).into())];
            text += &format!("{}\n\n", say_with(self.lang, "export-made-from", &args));
        }
        if let Some(about) = &machine.about {
            text += &format!("{}\n\n", line(about.get(self.lang)));
        }
        let starts = End::BOTH.map(|end| {
            let state = machine.start.get(end.index()).map_or("", |state| machine.state_name(*state));
            let role = machine.role_name(end, self.lang);
            say_with(self.lang, "export-begins", &[("role", role.into()), ("state", state.into())])
        });
        text + &starts.map(|start| format!("- {}\n", line(&start))).concat()
    }

    fn states(&self) -> String {
        let rows = self.machine.states.iter().map(|state| {
            let aliases = state.aliases.join(", ");
            [escaped(&state.name), cell(state.is.get(self.lang)), cell(&aliases)]
        });
        let head = ["export-state", "export-meaning", "export-aliases"].map(|key| self.say(key));
        self.table("export-states", head, rows)
    }

    fn groups(&self) -> String {
        let rows = self.machine.groups.iter().map(|group| {
            let names: Vec<&str> = self.machine.members(group.states).map(|(_, name)| name).collect();
            [code(&group.name), escaped(&names.join(&say(self.lang, "export-comma")))]
        });
        self.table("export-groups", ["export-group", "export-states"].map(|key| self.say(key)), rows)
    }

    fn definitions(&self) -> String {
        let rows = self.machine.definitions.iter().map(|known| [code(&known.name), code(&known.text)]);
        let head = ["export-definition", "export-stands-for"].map(|key| self.say(key));
        self.table("export-definitions", head, rows)
    }

    fn rules(&self) -> String {
        let rows = (1..).zip(&self.machine.rules).map(|(number, rule)| {
            [
                number.to_string(),
                code(&rule.id),
                self.from(rule.from),
                self.event(rule.on),
                cells(rule.when.iter().map(|clause| code(&clause.text))),
                cells(self.sets(rule)),
                cells(self.replies(rule)),
                cells(self.leads_to(rule)),
                cell(&cited(&rule.cite, self.lang)),
                self.why(rule),
            ]
        });
        let head = [
            self.say("export-number"),
            self.say("export-rule"),
            self.say("export-from"),
            self.say("export-on"),
            self.say("export-when"),
            self.say("export-set"),
            self.say("export-reply"),
            self.say("export-to"),
            self.say("export-cite"),
            self.say("export-why"),
        ];
        self.table("export-rules", head, rows)
    }

    fn due(&self) -> String {
        let rows = self.machine.due.iter().map(|due| {
            let must = if due.must { self.say("export-yes") } else { self.say("export-no") };
            [
                code(&self.template(&due.segment)),
                self.from(due.from),
                code(&self.machine.expr_text(&due.when, Type::Bool)),
                must,
                cell(due.why.get(self.lang)),
            ]
        });
        let head = ["export-segment", "export-from", "export-when", "export-must", "export-why"];
        self.table("export-due", head.map(|key| self.say(key)), rows)
    }

    fn faults(&self) -> String {
        let rows = self.machine.faults.iter().map(|fault| {
            let when = fault.when.as_ref().map(|when| code(&self.machine.expr_text(when, Type::Bool)));
            [
                code(&fault.kind),
                self.from(fault.from),
                self.segment(&self.machine.pattern_text(fault.sent)),
                when.unwrap_or_else(|| NOTHING.to_owned()),
                cell(&cited(&fault.cite, self.lang)),
                cell(fault.why.get(self.lang)),
            ]
        });
        let head = ["export-kind", "export-from", "export-sent", "export-when", "export-cite", "export-why"];
        self.table("export-faults", head.map(|key| self.say(key)), rows)
    }

    fn properties(&self) -> String {
        let properties = &self.machine.properties;
        let rows = properties.iter().map(|known| [code(&known.id), cell(known.is.get(self.lang))]);
        self.table("export-never", ["export-property", "export-meaning"].map(|key| self.say(key)), rows)
    }

    fn table<const N: usize>(
        &self,
        title: &'static str,
        head: [String; N],
        rows: impl Iterator<Item = [String; N]>,
    ) -> String {
        let rows: Vec<String> = rows.map(|row| format!("| {} |\n", row.join(" | "))).collect();
        if rows.is_empty() {
            return String::new();
        }
        let title = self.say(title);
        let rule = ["---"; N].join(" | ");
        format!("## {title}\n\n| {} |\n| {rule} |\n{}", head.join(" | "), rows.concat())
    }

    fn say(&self, key: &str) -> String {
        cell(&say(self.lang, key))
    }

    fn from(&self, set: StateSet) -> String {
        if let Some(group) = self.machine.group_name(set) {
            return code(group);
        }
        let others = self.machine.others(set);
        let names: Vec<&str> = self.machine.members(set).map(|(_, name)| name).collect();
        let comma = say(self.lang, "export-comma");
        match others.len() {
            0 => self.say("export-any-state"),
            few if few * 3 < names.len() => {
                cell(&say_with(self.lang, "export-all-but", &[("states", others.join(&comma).into())]))
            }
            _ => escaped(&names.join(&comma)),
        }
    }

    fn event(&self, on: On) -> String {
        let (kind, what) = self.machine.event_parts(on);
        event_words(self.machine, self.lang, kind, &what, code)
    }

    fn segment(&self, pattern: &str) -> String {
        let unit = self.machine.unit.get(self.lang);
        match pattern {
            "" => cell(&say_with(self.lang, "export-any-segment", &[("unit", unit.into())])),
            flags => code(flags),
        }
    }

    fn template(&self, template: &Template) -> String {
        self.machine.template_text(template)
    }

    fn sets(&self, rule: &Rule) -> Vec<String> {
        let machine = self.machine;
        let name =
            |index: u8| machine.variables.get(usize::from(index)).map_or("", |(name, _)| name.as_str());
        let kind = |index: u8| machine.variables.get(usize::from(index)).map_or(Type::Int, |(_, kind)| *kind);
        let picks = rule.pick.iter().map(|pick| {
            let field = machine.fields.get(usize::from(pick.field)).map_or("", |field| field.name.as_str());
            let args = [
                ("variable", code(name(pick.variable)).into()),
                ("field", code(field).into()),
                ("pattern", self.segment(&machine.pattern_text(pick.on)).into()),
            ];
            say_with(self.lang, "export-pick", &args)
        });
        let sets = rule.set.iter().map(|(index, value)| {
            code(&format!("{} = {}", name(*index), machine.expr_text(value, kind(*index))))
        });
        picks.chain(sets).collect()
    }

    fn replies(&self, rule: &Rule) -> Vec<String> {
        let refuse = rule.refuse.as_ref().map(|words| {
            let args = [("words", line(words.get(self.lang)).into())];
            escape(&say_with(self.lang, "export-refuse", &args))
        });
        rule.reply.iter().map(|reply| code(&self.template(reply))).chain(refuse).collect()
    }

    fn leads_to(&self, rule: &Rule) -> Vec<String> {
        let name = |id| code(self.machine.rule(id).map_or("", |rule| rule.id.as_str()));
        let to = rule.to.map(|state| escaped(self.machine.state_name(state)));
        let hold = rule.hold.map(|id| say_with(self.lang, "export-hold", &[("rule", name(id).into())]));
        let then = match rule.then {
            Then::Stop => None,
            Then::Continue => Some(self.say("export-continue")),
            Then::Jump(id) => Some(say_with(self.lang, "export-jump", &[("rule", name(id).into())])),
        };
        to.into_iter().chain(hold).chain(then).collect()
    }

    fn why(&self, rule: &Rule) -> String {
        let doubt = |text: &Text| {
            let args = [("doubt", line(text.get(self.lang)).into())];
            escape(&say_with(self.lang, "export-doubt", &args))
        };
        let why = Some(escape(&line(rule.why.get(self.lang)))).filter(|why| !why.is_empty());
        cells(why.into_iter().chain(rule.doubt.as_ref().map(doubt)))
    }
}

/// An event in words; a segment of any kind has no pattern to show.
pub(super) fn event_words(
    machine: &Machine,
    lang: Lang,
    kind: EventKind,
    what: &str,
    shown: impl Fn(&str) -> String,
) -> String {
    let any = matches!(kind, EventKind::Arrives | EventKind::Leaves) && what.is_empty();
    if any {
        let unit = machine.unit.get(lang);
        return say_with(lang, "export-event-any", &[("kind", kind.word().into()), ("unit", unit.into())]);
    }
    say_with(lang, "export-event", &[("kind", kind.word().into()), ("what", shown(what).into())])
}

/// Words on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A bar would end the cell. The texts of a machine are Markdown themselves, so nothing else changes.
fn escape(text: &str) -> String {
    text.replace('|', "\\|")
}

/// A text as a cell.
fn cell(text: &str) -> String {
    let text = escape(&line(text));
    if text.is_empty() { NOTHING.to_owned() } else { text }
}

/// A name as a cell: nothing in it is Markdown.
fn escaped(name: &str) -> String {
    let special = |c: char| matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|');
    line(name).chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

/// Several lines as a cell.
fn cells(lines: impl IntoIterator<Item = String>) -> String {
    let text = lines.into_iter().collect::<Vec<_>>().join(BREAK);
    if text.is_empty() { NOTHING.to_owned() } else { text }
}

/// A name or an expression as code.
fn code(text: &str) -> String {
    let text = escape(&line(text));
    let fence = if text.contains('`') { "``" } else { "`" };
    let space = if text.contains('`') { " " } else { "" };
    if text.is_empty() { NOTHING.to_owned() } else { format!("{fence}{space}{text}{space}{fence}") }
}
