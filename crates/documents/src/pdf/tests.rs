use crate::tests::{placed, plainly};
use crate::{Hint, Limits, Media, read};
use expect_test::expect;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document as File, Object, ObjectId, Stream, dictionary};

/// A PDF whose pages show these lines, each page a list.
fn pages(pages: &[&[&str]]) -> Vec<u8> {
    let contents: Vec<Vec<u8>> = pages.iter().map(|lines| content(lines)).collect();
    saved(build(&contents, |_, _| Dictionary::new()))
}

fn content(lines: &[&str]) -> Vec<u8> {
    let mut operations =
        vec![Operation::new("BT", vec![]), Operation::new("Tf", vec!["F1".into(), 12.into()])];
    operations.push(Operation::new("Td", vec![72.into(), 720.into()]));
    for line in lines {
        let (encoded, _, _) = encoding_rs::WINDOWS_1252.encode(line);
        operations.push(Operation::new("Tj", vec![Object::string_literal(encoded.into_owned())]));
        operations.push(Operation::new("Td", vec![0.into(), (-14).into()]));
    }
    operations.push(Operation::new("ET", vec![]));
    Content { operations }.encode().unwrap()
}

/// Builds a file; `forms` gives the `XObject` resources once the page's own id is known.
fn build(contents: &[Vec<u8>], forms: impl Fn(&mut File, ObjectId) -> Dictionary) -> File {
    let mut file = File::with_version("1.5");
    let tree = file.new_object_id();
    let font = file.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let mut kids = Vec::new();
    for content in contents {
        let page = file.new_object_id();
        let objects = forms(&mut file, page);
        let resources = dictionary! { "Font" => dictionary! { "F1" => font }, "XObject" => objects };
        let content = file.add_object(Stream::new(Dictionary::new(), content.clone()));
        let media_box = vec![0.into(), 0.into(), 595.into(), 842.into()];
        file.objects.insert(
            page,
            Object::Dictionary(dictionary! {
                "Type" => "Page", "Parent" => tree, "Contents" => content,
                "Resources" => resources, "MediaBox" => media_box,
            }),
        );
        kids.push(Object::Reference(page));
    }
    let count = i64::try_from(kids.len()).unwrap();
    file.objects.insert(
        tree,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }),
    );
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    file.trailer.set("Root", catalog);
    file
}

fn saved(mut file: File) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

pub(crate) fn sample() -> Vec<u8> {
    pages(&[&["1. How many staff?", "Three"], &["2. Spent £1,200"]])
}

#[test]
fn each_page_is_a_place() {
    let document = plainly(&sample());
    assert_eq!((document.media, &document.warnings), (Media::Pdf, &vec![]));
    expect![[r"
        page 1: 1. How many staff?
        Three
        page 2: 2. Spent £1,200
    "]]
    .assert_eq(&placed(&document));
    assert_eq!(document.text, "1. How many staff?\nThree\n2. Spent £1,200\n");
}

fn told(bytes: &[u8], limits: &Limits, text: &str, warning: &str) {
    let document = read(bytes, &Hint::default(), limits);
    assert_eq!(document.text.trim(), text);
    assert!(document.warnings.iter().any(|sentence| sentence.contains(warning)), "{:?}", document.warnings);
}

#[test]
fn pages_without_text_are_told() {
    let usual = Limits::default();
    told(&pages(&[&[], &[]]), &usual, "", "scanned: needs OCR (2 pages hold no text)");
    told(
        &pages(&[&["None"], &[]]),
        &usual,
        "None",
        "pages without text: 2; if they are scanned, they need OCR",
    );
    told(&pages(&[&["a"], &["b"]]), &Limits { pages: 1, ..usual }, "a", "only the first 1 of 2 pages");
    told(&pages(&[&["abcdef"]]), &Limits { text: 3, ..usual }, "abc", "longer than 3 bytes");
}

#[test]
fn damaged_files_are_told() {
    let usual = Limits::default();
    told(b"%PDF-1.5 and then nothing", &usual, "", "this PDF is damaged");
    let mut cut = sample();
    cut.truncate(300);
    told(&cut, &usual, "", "PDF");
    let panics =
        build(&[b"BT /F1 12 Tf (before) Tj /F9 12 Tf (lost) Tj ET".to_vec(), content(&["after"])], |_, _| {
            Dictionary::new()
        });
    told(&saved(panics), &usual, "before\nafter", "page 1 could not be read to its end");
}

#[test]
fn an_encrypted_file_opens_with_an_empty_password_or_is_told() {
    let locked = |user: &str| {
        let mut file = build(&[content(&["Three"])], |_, _| Dictionary::new());
        file.trailer.set(
            "ID",
            vec![Object::string_literal("0123456789abcdef"), Object::string_literal("0123456789abcdef")],
        );
        let version = lopdf::EncryptionVersion::V2 {
            document: &file,
            owner_password: "owner",
            user_password: user,
            key_length: 128,
            permissions: lopdf::Permissions::all(),
        };
        let state = lopdf::EncryptionState::try_from(version).unwrap();
        file.encrypt(&state).unwrap();
        saved(file)
    };
    let open = plainly(&locked(""));
    assert_eq!((open.text.as_str(), open.warnings), ("Three\n", vec![]));
    told(&locked("secret"), &Limits::default(), "", "this PDF is encrypted and needs a password");
}

#[test]
fn forms_that_draw_themselves_are_not_followed() {
    let form = |resources: Option<ObjectId>| {
        move |file: &mut File, _page: ObjectId| {
            let id = file.new_object_id();
            let mut dictionary = dictionary! { "Type" => "XObject", "Subtype" => "Form" };
            if resources.is_some() {
                dictionary.set("Resources", dictionary! { "XObject" => dictionary! { "X" => id } });
            }
            file.objects.insert(id, Object::Stream(Stream::new(dictionary, b"/X Do".to_vec())));
            dictionary! { "X" => id }
        }
    };
    for resources in [None, Some((1, 0))] {
        let file = build(&[b"/X Do".to_vec(), content(&["after"])], form(resources));
        told(&saved(file), &Limits::default(), "after", "page 1 could not be read to its end");
    }
}

#[test]
fn forms_within_forms_and_shared_resources_are_read() {
    let mut file = build(&[b"/X Do".to_vec()], |file, _| {
        let inner = file.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, content(&["inside"])));
        let outer = file.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, b"/Y Do".to_vec()));
        dictionary! { "X" => outer, "Y" => inner }
    });
    // Some programs give every form the page's resources, which list the form itself.
    let page = *file.get_pages().get(&1).unwrap();
    let shared = file.get_dictionary(page).unwrap().get(b"Resources").unwrap().clone();
    let shared = file.add_object(shared);
    for stream in file.objects.values_mut().filter_map(|object| object.as_stream_mut().ok()) {
        stream.dict.set("Resources", shared);
    }
    let document = plainly(&saved(file));
    assert_eq!((document.text.trim(), document.warnings), ("inside", vec![]));
}

#[test]
fn pictures_do_not_disturb_the_text() {
    let text = [b"/X Do ".to_vec(), content(&["Three"])].concat();
    let file = build(&[text], |file, _| {
        let noise: Vec<u8> = (0_u32..5000).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let picture =
            dictionary! { "Subtype" => "Image", "Width" => 10, "Height" => 10, "Filter" => "DCTDecode" };
        dictionary! { "X" => file.add_object(Stream::new(picture, noise)) }
    });
    let document = plainly(&saved(file));
    assert_eq!((document.text.trim(), document.warnings), ("Three", vec![]));
}

#[test]
fn colours_that_the_library_does_not_know_cost_no_words() {
    let text = [b"/NoSuchSpace cs 1 2 cm q 1 0 0 1 0 50 cm /X Do Q ".to_vec(), content(&["Three"])].concat();
    let file = build(&[text], |file, _| {
        let form = [b"/NoSuchSpace CS ".to_vec(), content(&["Trust"])].concat();
        dictionary! { "X" => file.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, form)) }
    });
    let document = plainly(&saved(file));
    assert_eq!((document.text.as_str(), document.warnings), ("Trust\nThree\n", vec![]));
}

fn reads(operators: &str, text: &str) {
    let bytes =
        saved(build(&[format!("BT /F1 12 Tf {operators} ET").into_bytes()], |_, _| Dictionary::new()));
    assert_eq!(plainly(&bytes).text, text, "{operators}");
}

#[test]
fn words_are_parted_by_where_they_stand() {
    reads("72 700 Td (How) Tj ( many) Tj", "How many\n");
    reads("72 700 Td [(Th) -20 (ree) -400 (staff)] TJ", "Three staff\n");
    reads("72 700 Td (Year) Tj 100 0 Td (Staff) Tj -100 -14 Td (2017) Tj", "Year Staff\n2017\n");
    reads("72 700 Td (One) Tj 0 -40 Td (Two) Tj", "One\n\nTwo\n");
    reads("72 700 Td (Trust) Tj 0 0 Td (Three) Tj", "Trust\nThree\n");
    reads("0 1 -1 0 100 100 Tm (Year) Tj 100 0 Td (Staff) Tj -100 -14 Td (2017) Tj", "Year Staff\n2017\n");
    reads(
        "0 0 0 0 0 0 Tm (flat) Tj 1 0 0 1 72 700 Tm (up) Tj 0 1 -1 0 72 700 Tm (side) Tj",
        "flat\nup\n\nside\n",
    );
}

#[test]
fn forms_that_multiply_are_not_followed() {
    let file = build(&[b"/X0 Do".to_vec()], |file, _| {
        let mut forms = Dictionary::new();
        for level in 0..40 {
            let next = format!("/X{} Do /X{} Do", level + 1, level + 1);
            let form = Stream::new(dictionary! { "Subtype" => "Form" }, next.into_bytes());
            forms.set(format!("X{level}"), file.add_object(form));
        }
        forms
    });
    told(&saved(file), &Limits::default(), "", "page 1 could not be read to its end");
}

#[test]
fn parents_that_form_a_loop_are_not_followed() {
    let mut file = build(&[content(&["x"])], |_, _| Dictionary::new());
    let tree = file.catalog().unwrap().get(b"Pages").and_then(Object::as_reference).unwrap();
    file.get_dictionary_mut(tree).unwrap().set("Parent", tree);
    told(&saved(file), &Limits::default(), "", "page 1 could not be read to its end");
}

#[test]
fn streams_that_expand_too_far_are_refused() {
    let mut file = build(&[" ".repeat(300_000).into_bytes()], |_, _| Dictionary::new());
    file.compress();
    let bytes = saved(file);
    assert!(bytes.len() < 10_000);
    told(&bytes, &Limits { expanded: 200_000, ..Limits::default() }, "", "expands to more than 200000 bytes");
    let mut objects = b"%PDF-1.5\n1 0 obj <</Type /ObjStm /Filter /FlateDecode>> stream\n".to_vec();
    let mut deflated = flate2::write::ZlibEncoder::new(&mut objects, flate2::Compression::best());
    std::io::Write::write_all(&mut deflated, &vec![b' '; 300_000]).unwrap();
    drop(deflated);
    told(
        &objects,
        &Limits { expanded: 200_000, ..Limits::default() },
        "",
        "expands to more than 200000 bytes",
    );
}

#[test]
fn filled_in_fields_follow_the_pages() {
    let mut file = build(&[content(&["Form"])], |_, _| Dictionary::new());
    let kid = file.add_object(
        dictionary! { "T" => Object::string_literal("staff"), "V" => Object::string_literal("3") },
    );
    let group =
        file.add_object(dictionary! { "T" => Object::string_literal("answers"), "Kids" => vec![kid.into()] });
    let ticked = file.add_object(dictionary! { "T" => Object::string_literal("held"), "V" => "Yes" });
    file.get_dictionary_mut(group).unwrap().set("Kids", vec![kid.into(), group.into()]);
    let form = file.add_object(dictionary! { "Fields" => vec![group.into(), ticked.into()] });
    file.catalog_mut().unwrap().set("AcroForm", form);
    let text = plainly(&saved(file)).text;
    assert!(text.starts_with("Form\nanswers.staff: 3\n"), "{text}");
    assert!(text.ends_with("\nheld: Yes\n"), "{text}");
}
