//! Markdown as HTML, as far as questions need it. Nothing that a deck's author wrote gets through as it is: raw HTML
//! is shown as text, and only links to the web stay links.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Markdown as blocks of HTML.
pub(in crate::app) fn blocks(markdown: &str) -> String {
    Parser::new_ext(markdown, Options::ENABLE_TABLES).map(html).collect()
}

/// Markdown within a line: without the paragraph around it, where it is only one.
pub(in crate::app) fn line(markdown: &str) -> String {
    let html = blocks(markdown);
    match html.trim().strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
        Some(inside) if !inside.contains("<p>") => inside.to_owned(),
        Some(_) | None => html,
    }
}

/// Text that means itself.
pub(in crate::app) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            '\n' => escaped.push('\n'),
            c if c.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}

fn html(event: Event<'_>) -> String {
    match event {
        Event::Start(tag) => start(&tag),
        Event::End(tag) => end(tag).to_owned(),
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => escape(&text),
        Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
            format!("<code>{}</code>", escape(&text))
        }
        Event::SoftBreak => "\n".to_owned(),
        Event::HardBreak => "<br>\n".to_owned(),
        Event::Rule => "<hr>\n".to_owned(),
        Event::FootnoteReference(_) | Event::TaskListMarker(_) => String::new(),
    }
}

fn start(tag: &Tag<'_>) -> String {
    let plain = match tag {
        Tag::Paragraph => "<p>",
        // Headings of a question are no headings of the paper.
        Tag::Heading { .. } => "<p><strong>",
        Tag::BlockQuote(_) => "<blockquote>",
        Tag::CodeBlock(_) => "<pre>",
        Tag::List(None) => "<ul>",
        Tag::List(Some(first)) => return format!("<ol start=\"{first}\">"),
        Tag::Item => "<li>",
        Tag::Table(_) => "<table>",
        Tag::TableHead | Tag::TableRow => "<tr>",
        Tag::TableCell => "<td>",
        Tag::Emphasis => "<em>",
        Tag::Strong => "<strong>",
        Tag::Link { dest_url, .. } => {
            let web = dest_url.starts_with("https://") || dest_url.starts_with("http://");
            return if web { format!("<a href=\"{}\">", escape(dest_url)) } else { "<a>".to_owned() };
        }
        _ => "",
    };
    plain.to_owned()
}

fn end(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "</p>\n",
        TagEnd::Heading(_) => "</strong></p>\n",
        TagEnd::BlockQuote(_) => "</blockquote>\n",
        TagEnd::CodeBlock => "</pre>\n",
        TagEnd::List(false) => "</ul>\n",
        TagEnd::List(true) => "</ol>\n",
        TagEnd::Item => "</li>\n",
        TagEnd::Table => "</table>\n",
        TagEnd::TableHead | TagEnd::TableRow => "</tr>\n",
        TagEnd::TableCell => "</td>",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Link => "</a>",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{blocks, escape, line};

    #[test]
    fn what_questions_use() {
        assert_eq!(
            line("`ack=x+1` is *not* **x**"),
            "<code>ack=x+1</code> is <em>not</em> <strong>x</strong>"
        );
        assert_eq!(blocks("a\n\nb"), "<p>a</p>\n<p>b</p>\n");
        assert_eq!(blocks("- a\n- b"), "<ul><li>a</li>\n<li>b</li>\n</ul>\n");
        assert_eq!(blocks("```\na < b\n```"), "<pre>a &lt; b\n</pre>\n");
    }

    #[test]
    fn nothing_gets_through() {
        for text in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "[x](javascript:alert(1))",
            "![<b>](javascript:alert(1))",
            "<div onclick=\"x\">\n\nb</div>",
            "`<script>`",
            "```<script>\n<script>\n```",
            "[a]: javascript:x\n\n[a]",
            "<javascript:alert(1)>",
        ] {
            let html = blocks(text);
            for bad in ["<script", "<img", "<div", "<b>", "href=\"j"] {
                assert!(!html.contains(bad), "{text}: {html}");
            }
        }
        assert_eq!(line("[x](https://a.b/\"c)"), "<a href=\"https://a.b/&quot;c\">x</a>");
        assert_eq!(escape("\u{1b}<'\">"), "\u{fffd}&lt;&#39;&quot;&gt;");
    }
}
