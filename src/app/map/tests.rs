use super::*;

fn map(id: &str, selected: Option<MapCommand>) -> MapView {
    let text = std::fs::read_to_string(format!("content/machines/{id}.ron")).expect("a file");
    let (machine, _) = crate::machine::load(&format!("{id}.ron"), &text);
    let machine = Arc::new(machine.expect("it loads"));
    map_of(&machine, None, &MapState { selected, ..MapState::default() }, Vec::new(), Lang::En)
}

/// `FIN` on an edge, with the states at its ends.
fn edges(view: &MapView) -> Vec<String> {
    let name = |at: usize| view.nodes.get(at).map_or("", |node| &node.name);
    let label =
        |edge: &EdgeView| edge.label.iter().map(|event| event.text.as_str()).collect::<Vec<_>>().join(" / ");
    view.edges.iter().map(|edge| format!("{} {} {}", name(edge.from), label(edge), name(edge.to))).collect()
}

#[test]
fn edges_say_in_short_what_happens() {
    let known = edges(&map("tcp", None));
    for edge in [
        "CLOSED Connect SYN-SENT",
        "LISTEN gets SYN SYN-RECEIVED",
        "SYN-SENT gets SYN ACK ESTABLISHED",
        "ESTABLISHED gets FIN CLOSE-WAIT",
        "FIN-WAIT-1 FIN acknowledged FIN-WAIT-2",
        "TIME-WAIT 2 MSL are over CLOSED",
    ] {
        assert!(known.iter().any(|known| known == edge), "{edge}: {known:#?}");
    }
    let sends = edges(&map("tls13", None));
    assert!(sends.iter().any(|edge| edge == "RECVD-CH sends SH NEGOTIATED"), "{sends:#?}");
}

#[test]
fn both_ends_are_where_they_are_said_to_be() {
    let lit = |view: &MapView, end: usize| {
        let lit = view.nodes.iter().filter(|node| node.lit.get(end) == Some(&true));
        lit.map(|node| node.name.clone()).collect::<Vec<_>>()
    };
    let mut view = map("tcp", None);
    assert_eq!([lit(&view, 0), lit(&view, 1)], [["CLOSED"], ["CLOSED"]]);
    let text = std::fs::read_to_string("content/machines/tcp.ron").expect("a file");
    let machine = Arc::new(crate::machine::load("tcp.ron", &text).0.expect("it loads"));
    let ends = [vec!["FIN-WAIT-2".to_owned()], vec!["CLOSE-WAIT".to_owned(), "LAST-ACK".to_owned()]];
    let mut state = MapState::default();
    state.update(MapCommand::Show(Lit { machine: "tcp".into(), ends, step: Some(5) }));
    view = map_of(&machine, None, &state, Vec::new(), Lang::Zh);
    assert_eq!([lit(&view, 0), lit(&view, 1)], [vec!["FIN-WAIT-2"], vec!["CLOSE-WAIT", "LAST-ACK"]]);
    let said = view.lit.expect("which step it is");
    assert!(said.contains("第 5 步") && said.contains("CLOSE-WAIT 或 LAST-ACK"), "{said}");
    // Another machine has its own beginning.
    state.update(MapCommand::Machine("other".into()));
    let other = crate::machine::load("tcp.ron", &text.replace("id: \"tcp\"", "id: \"other\"")).0;
    let other = Arc::new(other.expect("it loads"));
    view = map_of(&other, None, &state, Vec::new(), Lang::En);
    assert_eq!([lit(&view, 0), lit(&view, 1)], [["CLOSED"], ["CLOSED"]]);
    assert_eq!(view.lit, None);
}

#[test]
fn an_edge_is_told_with_its_rules_and_a_rule_marks_its_edges() {
    let view = map("tcp", None);
    let number = view.edges.iter().position(|edge| edge.rules == ["fin/established"]).expect("an edge");
    let view = map("tcp", Some(MapCommand::Edge(number)));
    let Some(DetailView::Rules { title, rules }) = &view.detail else { panic!("{:?}", view.detail) };
    assert_eq!((title.as_str(), rules.len()), ("ESTABLISHED → CLOSE-WAIT", 1));
    assert!(rules[0].why.contains("leaves its own FIN to the user’s CLOSE"), "{rules:?}");
    assert!(rules[0].cite.as_ref().is_some_and(|cite| cite.text.contains("§3.10.7.4")), "{rules:?}");
    let view = map("tcp", Some(MapCommand::Rule("open/active".into())));
    assert_eq!(view.edges.iter().filter(|edge| edge.selected).count(), 2);
}

#[test]
fn what_leads_there_from_nearly_everywhere_is_listed_apart() {
    let view = map("tcp", None);
    let ids: Vec<&str> = view.everywhere.iter().flat_map(|e| &e.rules).map(|rule| rule.id.as_str()).collect();
    assert!(ids.contains(&"crash") && ids.contains(&"abort/reset") && ids.contains(&"rst/reset"), "{ids:?}");
    let drawn: Vec<&String> = view.edges.iter().flat_map(|edge| &edge.rules).collect();
    assert!(!drawn.iter().any(|id| ids.contains(&id.as_str())), "{drawn:?}");
    let noted: Vec<&str> =
        view.nodes.iter().filter(|n| !n.note.is_empty()).map(|n| n.name.as_str()).collect();
    assert_eq!(noted, ["CLOSED"]);
}

/// A variant beside its base.
fn variant(id: &str, selected: Option<MapCommand>) -> MapView {
    let read = |id: &str| std::fs::read_to_string(format!("content/machines/{id}.ron")).expect("a file");
    let (base, own) = (read("tcp"), read(&format!("variants/{id}")));
    let source = crate::diagnostic::Source { file: "tcp.ron", text: &base };
    let machine = Arc::new(crate::machine::load_variant("own.ron", &own, source).0.expect("it loads"));
    let base = crate::machine::load("tcp.ron", &base).0.expect("it loads");
    let state = MapState { selected, ..MapState::default() };
    map_of(&machine, Some(&base), &state, Vec::new(), Lang::En)
}

#[test]
fn what_a_variant_changes_is_marked_with_a_sign_and_in_words() {
    for id in ["no-time-wait", "two-way"] {
        let view = variant(id, None);
        assert!(!view.changes.is_empty(), "{id}");
        let marked: Vec<&EdgeView> = view.edges.iter().filter(|edge| edge.change.is_some()).collect();
        assert!(!marked.is_empty(), "{id}: {:?}", view.changes);
        for edge in &marked {
            let change = edge.change.expect("it is marked");
            assert!(edge.label[0].text.starts_with(change.sign()), "{edge:?}");
            assert!(edge.spoken.ends_with(&format!("({})", say(Lang::En, change.key()))), "{edge:?}");
        }
        // What is gone is behind the others and can be read like them.
        let gone = |edge: &EdgeView| edge.change == Some(Change::Removed);
        for (number, edge) in view.edges.iter().enumerate().filter(|(_, edge)| gone(edge)) {
            assert!(view.edges.iter().skip(number).all(gone));
            let view = variant(id, Some(MapCommand::Edge(number)));
            assert!(view.edges[number].selected);
            let Some(DetailView::Rules { rules, .. }) = view.detail else { panic!("{edge:?}") };
            assert_eq!(
                rules.iter().map(|rule| &rule.id).collect::<Vec<_>>(),
                edge.rules.iter().collect::<Vec<_>>()
            );
        }
        for (change, rule) in &view.changes {
            let view = variant(id, Some(MapCommand::Rule(rule.id.clone())));
            assert!(view.detail.is_some(), "{change:?} {}", rule.id);
        }
    }
    let view = variant("no-time-wait", None);
    let marked = |wanted: Change| -> Vec<String> {
        let all = edges(&view).into_iter().zip(&view.edges);
        all.filter(|(_, edge)| edge.change == Some(wanted)).map(|(words, _)| words).collect()
    };
    assert_eq!(marked(Change::Added), ["FIN-WAIT-2 + gets FIN CLOSED", "CLOSING + FIN acknowledged CLOSED"]);
    assert_eq!(
        marked(Change::Removed),
        ["FIN-WAIT-2 − gets FIN TIME-WAIT", "CLOSING − FIN acknowledged TIME-WAIT"]
    );
}

#[test]
fn a_machine_beside_itself_changes_nothing() {
    for id in ["tcp", "sctp", "tls13"] {
        let text = std::fs::read_to_string(format!("content/machines/{id}.ron")).expect("a file");
        let machine = Arc::new(crate::machine::load("own.ron", &text).0.expect("it loads"));
        let view = map_of(&machine, Some(&machine), &MapState::default(), Vec::new(), Lang::Zh);
        assert_eq!(view.changes, []);
        assert!(view.edges.iter().all(|edge| edge.change.is_none()));
    }
}
