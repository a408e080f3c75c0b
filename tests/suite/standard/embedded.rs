//! What every built-in standard must be: read, complete, cited, and written back unchanged.

use poverty::quantity::Ratio;
use poverty::source::Language;
use poverty::standard::{Standard, Standards};
use std::collections::BTreeSet;

#[test]
fn every_file_is_embedded_and_read_under_its_name() {
    let files: BTreeSet<String> = std::fs::read_dir("data/standards")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let embedded: BTreeSet<String> = Standards::embedded_files().map(|(file, _)| file.to_owned()).collect();
    assert_eq!(embedded, files);
    for (file, text) in Standards::embedded_files() {
        let standard = Standard::from_toml(file, text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(format!("{}.toml", standard.id()), file);
        assert_eq!(Standards::embedded().get(standard.id()).unwrap(), &standard);
    }
    assert_eq!(Standards::embedded().iter().count(), files.len());
}

#[test]
fn embedded_standards_agree_about_time() {
    let mut standards = Standards::empty();
    for standard in Standards::embedded().iter() {
        standards.add(standard.clone()).unwrap_or_else(|error| panic!("{}: {error}", standard.id()));
    }
}

#[test]
fn weights_sum_to_one_exactly() {
    for standard in Standards::embedded().iter() {
        assert_eq!(Ratio::sum(standard.weights().iter().copied()).unwrap(), Ratio::ONE, "{}", standard.id());
        assert_eq!(standard.weights().len(), standard.indicators().count());
    }
}

#[test]
fn every_parameter_has_a_source_and_doubt_has_a_reason() {
    for standard in Standards::embedded().iter() {
        let id = standard.id();
        let citations = (standard.validities().iter().map(|validity| validity.citation()))
            .chain(standard.lines().iter().map(|line| line.citation()))
            .chain(standard.indicators().map(|indicator| indicator.citation()))
            .chain(standard.cutoffs().iter().map(|cutoff| cutoff.citation()))
            .chain(standard.rows().iter().map(|row| row.citation()));
        for citation in citations {
            assert!(standard.instruments().iter().any(|it| it.id == citation.instrument), "{id}: {citation}");
        }
        for indicator in standard.indicators().filter(|indicator| indicator.rule().is_none()) {
            assert!(!indicator.citation().confirmation.is_certain(), "{id}: {} has no rule", indicator.id());
        }
    }
}

#[test]
fn vietnamese_standards_speak_vietnamese() {
    for standard in Standards::embedded().iter().filter(|standard| standard.jurisdiction() == "VN") {
        let texts = [standard.name()]
            .into_iter()
            .chain(standard.lines().iter().map(|line| line.name()))
            .chain(standard.dimensions().iter().map(|dimension| dimension.name()))
            .chain(standard.indicators().flat_map(|indicator| [indicator.name(), indicator.deprived_when()]))
            .chain(standard.cutoffs().iter().map(|cutoff| cutoff.name()))
            .chain(standard.classes().iter().map(|class| class.name()));
        for text in texts {
            assert!(text.get(Language::Vietnamese).is_some(), "{}: {text}", standard.id());
        }
    }
}

#[test]
fn a_standard_written_and_read_again_is_the_same() {
    for standard in Standards::embedded().iter() {
        let toml = standard.to_toml().unwrap();
        assert_eq!(&Standard::from_toml("again.toml", &toml).unwrap(), standard);
        let json = serde_json::to_string(standard).unwrap();
        assert_eq!(&serde_json::from_str::<Standard>(&json).unwrap(), standard);
    }
}
