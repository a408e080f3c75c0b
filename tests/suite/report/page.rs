//! The page: it stands alone, is well-formed, has what readers with and without eyes need, and opens in a browser.

use poverty::report::{Cell, Column, Kind, Locale, Page, Section, Table};
use poverty::source::{Language, Text};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn text(english: &str) -> Text {
    Text::english(english).unwrap()
}

#[test]
fn a_table_in_html_says_of_what_its_headers_are() {
    let table = Table::new("rates", text("Rates & more"))
        .column(Column::new("year", text("year"), Kind::Words))
        .unwrap()
        .column(Column::new("poor", text("poor"), Kind::Count))
        .unwrap()
        .row([Cell::name("<2024>"), Cell::count(34_434)])
        .unwrap()
        .note(text("A note."));
    assert_eq!(
        table.to_html(Locale::of(Language::Vietnamese)),
        "<table id=\"table-rates\"><caption>Rates &amp; more</caption><thead><tr><th scope=\"col\">year</th><th scope=\"col\" \
         class=\"figure\">poor</th></tr></thead><tbody><tr><th scope=\"row\">&lt;2024&gt;</th><td \
         class=\"figure\">34.434</td></tr></tbody></table><p class=\"note\">A note.</p>"
    );
}

#[test]
fn a_page_needs_nothing_besides_itself() {
    let section = Section::new("one", text("One")).words(text("a < b")).key(vec![(text("poor"), text("6.38 %"))]);
    let page = Page::new(text("Title")).lead(text("Lead")).foot(text("Foot")).section(section);
    let html = page.to_html(Locale::of(Language::English)).unwrap();
    for part in [
        "<html lang=\"en\">",
        "<title>Title</title>",
        "<h1>Title</h1>",
        "<a class=\"skip\" href=\"#content\">Skip to the content</a>",
        "<nav aria-label=\"Contents\"><ul><li><a href=\"#one\">One</a></li></ul></nav>",
        "<main id=\"content\"><section id=\"one\" aria-labelledby=\"one-heading\"><h2 id=\"one-heading\">One</h2><p>a &lt; b</p>",
        "<dt>poor</dt><dd>6.38 %</dd>",
        "<footer><p>Foot</p></footer>",
        "prefers-color-scheme:dark",
        "@media print",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    for part in ["<script", "http://", "https://", "@import", "url("] {
        assert!(!html.contains(part), "{part}");
    }
}

/// Words have a contrast of 4.5 to what is behind them, in light and dark (WCAG 2.2, 1.4.3).
#[test]
fn the_words_of_a_page_stand_out_in_light_and_dark() {
    let html = Page::new(text("T")).to_html(Locale::of(Language::English)).unwrap();
    let schemes: Vec<&str> = html.split(":root{").skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
    assert_eq!(schemes.len(), 2, "light and dark");
    for scheme in schemes {
        let luminance = |name: &str| {
            let colour = scheme.split(&format!("--{name}:#")).nth(1).unwrap();
            let part = |place: usize| {
                let part = f64::from(u8::from_str_radix(&colour[place..place + 2], 16).unwrap()) / 255.0;
                if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
        };
        for words in ["ink", "muted", "link"] {
            for ground in ["paper", "tint"] {
                let (one, other) = (luminance(words), luminance(ground));
                let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
                assert!(contrast >= 4.5, "{words} on {ground} in `{scheme}`: {contrast}");
            }
        }
    }
}

/// Where the example writes its page.
fn written(language: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{language}.html"));
    let run = crate::examples::run("report", &["--language", language, "--out", path.to_str().unwrap()]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    path
}

#[test]
fn the_example_writes_a_page_that_stands_alone_in_both_languages() {
    for (language, title) in [("en", "<h1>Poverty in Đắk Lắk</h1>"), ("vi", "<h1>Nghèo ở Đắk Lắk</h1>")] {
        let html = std::fs::read_to_string(written(language)).unwrap();
        assert!(html.contains(title) && html.matches("<figure>").count() >= 8, "{language}");
        // The only address is the name of the form of pictures.
        assert_eq!(html.matches("http").count(), html.matches("xmlns=\"http://www.w3.org/2000/svg\"").count());
        assert!(!html.contains("<script"));
        let mut ids: Vec<&str> = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "every id once");
        for label in html.split("aria-labelledby=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(label.split(' ').all(|id| ids.binary_search(&id).is_ok()), "{label}");
        }
        let figure = if language == "en" { "63,642" } else { "63.642" };
        assert!(html.contains(figure), "numbers as readers of the language write them");
    }
}

#[test]
fn the_example_helps_and_refuses() {
    let help = crate::examples::run("report", &["--help"]);
    assert!(help.status.success() && String::from_utf8_lossy(&help.stdout).contains("--language LANG"));
    let wrong = crate::examples::run("report", &["--language", "fr"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&wrong.stderr), "report: language `fr`, expected en or vi\n");
}

fn browser(arguments: &[&str], page: &Path) -> Option<Output> {
    let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("browser-{}", std::process::id()));
    ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|program| {
        Command::new(program)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--enable-logging=stderr"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .args(arguments)
            .arg(format!("file://{}", page.display()))
            .output()
            .ok()
    })
}

/// Width and height of a picture in PNG.
fn size(png: &[u8]) -> (u32, u32) {
    let number = |from: usize| u32::from_be_bytes(png[from..from + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
#[expect(clippy::print_stdout, reason = "a skipped test must be heard")]
fn the_page_opens_in_a_browser_in_light_dark_and_on_a_phone_without_an_error() {
    let page = written("vi");
    if browser(&["--version"], &page).is_none() {
        println!("SKIPPED: no Chromium on this machine, so the page was not opened");
        return;
    }
    let mut shots = Vec::new();
    for (name, width, scheme) in [("light", 900, 1), ("dark", 900, 0), ("phone", 390, 1)] {
        let shot = page.with_file_name(format!("report-{name}.png"));
        let _ = std::fs::remove_file(&shot);
        let (window, picture, scheme) = (
            format!("--window-size={width},1400"),
            format!("--screenshot={}", shot.display()),
            format!("--blink-settings=preferredColorScheme={scheme}"),
        );
        let run = browser(&[&window, &picture, &scheme], &page).unwrap();
        let log = String::from_utf8_lossy(&run.stderr);
        assert!(!log.contains("CONSOLE"), "{log}");
        let png = std::fs::read(&shot).unwrap_or_else(|error| panic!("{name}: {error}\n{log}"));
        assert_eq!(size(&png).1, 1400);
        assert!(png.len() > 30_000, "{name} shows nothing");
        shots.push(png);
    }
    assert_ne!(shots[0], shots[1], "a dark screen shows another page");
    assert!(size(&shots[2]).0 <= 500, "the phone is narrow");

    // All charts are XML of their own, as a strict reader needs it.
    let html = std::fs::read_to_string(&page).unwrap();
    let charts: Vec<&str> = html.split("<svg").skip(1).map(|rest| rest.split_once("</svg>").unwrap().0).collect();
    let strict = page.with_file_name("charts.xhtml");
    let body: String = charts.iter().map(|chart| format!("<svg{chart}</svg>\n")).collect();
    let whole = format!("<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{body}<p>the end</p></body></html>");
    std::fs::write(&strict, whole).unwrap();
    let dom = browser(&["--dump-dom"], &strict).unwrap();
    let dom = String::from_utf8_lossy(&dom.stdout);
    assert!(dom.contains("the end") && !dom.contains("parsererror"), "{dom}");
}
