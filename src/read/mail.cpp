// Mail (RFC 5322, 2045-2047, 2231 in part): headers, MIME parts without recursion, quoted-printable and base64, a charset
// for each part. The date is the Date header's as printed.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/utf8.hpp"
#include "read/decode.hpp"
#include "read/mail_codec.hpp"
#include "read/mixed.hpp"
#include "read/raw_report.hpp"

namespace locarno::read {
namespace {

constexpr std::size_t most_parts = 500, deepest = 20;

struct Part {
  std::string_view head, body;
  std::size_t depth = 0;
  std::size_t parent = 0;   ///< its group
};

/// Splits at the first empty line; a part that begins with one has no headers.
Part part_of(std::string_view all, std::size_t depth) {
  Part part;
  part.depth = depth;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    const std::string_view line = all.substr(at, end - at);
    const std::size_t next = std::min(end + 1, all.size());
    if (line.empty() || line == "\r") {
      part.head = all.substr(0, at);
      part.body = all.substr(next);
      return part;
    }
    at = next;
  }
  part.head = all;
  return part;
}

/// The bodies between "--boundary" lines.
std::vector<std::string_view> between(std::string_view body, const std::string& boundary) {
  std::vector<std::string_view> out;
  const std::string mark = "--" + boundary;
  std::size_t from = std::string_view::npos;
  for (std::size_t at = 0; at < body.size() && out.size() < most_parts;) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    std::string_view line = body.substr(at, end - at);
    if (line.starts_with(mark)) {
      line.remove_prefix(mark.size());
      while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
      if (line.empty() || line == "--") {
        if (from != std::string_view::npos) out.push_back(body.substr(from, at - from));
        from = line.empty() ? std::min(end + 1, body.size()) : std::string_view::npos;
      }
    }
    at = end + 1;
  }
  if (from != std::string_view::npos && out.size() < most_parts) out.push_back(body.substr(from));  // never closed
  return out;
}

struct Form { std::string text; bool is_html = false; };

struct Opened {
  std::vector<Form> forms;
  std::vector<DocumentNote> notes;
  std::string encoding;
};

void note(Opened& out, std::string kind, std::string text) { out.notes.push_back({std::move(kind), std::move(text), {}}); }

std::string shown_name(const std::string& file) {
  std::string shown = decode_words(file).substr(0, 100);
  if (const std::size_t cut = first_invalid(shown); cut != std::string::npos) shown.resize(cut);
  return shown;
}

/// Words sent as a file: a statement of a press office, a story. Tables, logs and calendars are text too, but nobody's words.
bool is_text_file(const std::string& file) {
  const std::string low = lower_case(file);
  constexpr std::string_view endings[] = {".txt", ".text", ".md", ".html", ".htm"};
  return low.find('.') == std::string::npos ||
         std::any_of(std::begin(endings), std::end(endings), [&](std::string_view ending) { return low.ends_with(ending); });
}

/// A leaf of text, decoded; an attached one is told by its name, any other attachment is named and left.
void open_leaf(const Part& part, const std::string& name, Opened& out, std::vector<Form>& forms) {
  const HeaderValue type = header_value(header(part.head, "content-type"));
  const HeaderValue place = header_value(header(part.head, "content-disposition"));
  const bool is_text = type.value.empty() || type.value == "text/plain" || type.value == "text/html";
  const bool is_attached = place.value == "attachment";
  const std::string shown = shown_name(place.parameter("filename").empty() ? type.parameter("name") : place.parameter("filename"));
  if (!is_text || (is_attached && !is_text_file(shown))) {
    return note(out, "container", fmt::format("an attachment was not read: {}{}", type.value.empty() ? "text" : printable(type.value),
                                              shown.empty() ? "" : " \"" + shown + "\""));
  }
  const std::string transfer = lower_case(header(part.head, "content-transfer-encoding"));
  std::string bytes;
  if (transfer.find("quoted-printable") != std::string::npos) bytes = from_quoted_printable(part.body);
  else if (transfer.find("base64") != std::string::npos) bytes = from_base64(part.body);
  else bytes = std::string(part.body);
  auto decoded = decode(bytes, name, type.parameter("charset"));
  if (!decoded) return note(out, "container", "a part of the mail was not read: " + decoded.error().what);
  for (DocumentNote& said : decoded->notes) note(out, said.kind, said.text + " (in a part of the mail)");
  if (out.encoding.empty() || out.encoding == "utf-8") out.encoding = decoded->encoding;
  decoded->text.erase(std::remove(decoded->text.begin(), decoded->text.end(), '\r'), decoded->text.end());
  if (is_attached) {
    note(out, "container", fmt::format("an attachment was read as part of the mail: {}{}", type.value.empty() ? "text" : printable(type.value),
                                       shown.empty() ? "" : " \"" + shown + "\""));
    if (!shown.empty()) decoded->text.insert(0, shown + "\n\n");
  }
  forms.push_back({std::move(decoded->text), type.value == "text/html"});
}

bool has_words(const std::string& text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20; }) >= 20;
}

/// The parts in order, alternatives settled: the plain form when it says anything, else the last. No recursion: a list
/// of what is still to be opened, its first entry next.
Opened open_parts(std::string_view mail, const std::string& name) {
  Opened out;
  struct Group { std::vector<Form> forms; bool is_alternative = false; std::size_t parent = 0, place = 0; };  // place: among the parent's forms
  std::vector<Group> groups(1);
  std::vector<Part> open = {part_of(mail, 0)};
  std::size_t opened = 0;
  while (!open.empty()) {
    const Part part = open.back();
    open.pop_back();
    if (++opened > most_parts) { note(out, "container", "the mail has too many parts, the rest is left out"); break; }
    const HeaderValue type = header_value(header(part.head, "content-type"));
    const std::string boundary = type.parameter("boundary");
    const bool many = type.value.starts_with("multipart/") && !boundary.empty() && boundary.size() <= 200;
    const bool inner_mail = type.value == "message/rfc822";
    if ((many || inner_mail) && part.depth >= deepest) {
      note(out, "container", "the mail's parts are nested too deeply, the rest is left out");
    } else if (inner_mail) {
      Part inner = part_of(part.body, part.depth + 1);
      inner.parent = part.parent;
      const std::string told = compose({decode_words(header(inner.head, "subject")), header(inner.head, "date"), {}, {}, {}, {}}, {});
      if (!told.empty()) groups[part.parent].forms.push_back({told, false});
      open.push_back(inner);
    } else if (many) {
      groups.push_back({{}, type.value == "multipart/alternative", part.parent, groups[part.parent].forms.size()});
      const auto bodies = between(part.body, boundary);
      for (auto body = bodies.rbegin(); body != bodies.rend(); ++body) {
        open.push_back(part_of(*body, part.depth + 1));
        open.back().parent = groups.size() - 1;
      }
    } else {
      open_leaf(part, name, out, groups[part.parent].forms);
    }
  }
  for (std::size_t g = groups.size(); g-- > 1;) {  // a group stands after its parent: settle from the back
    Group& group = groups[g];
    auto& to = groups[group.parent].forms;
    if (group.is_alternative && group.forms.size() > 1) {
      const auto plain = std::find_if(group.forms.begin(), group.forms.end(), [](const Form& f) { return !f.is_html && has_words(f.text); });
      Form chosen = plain != group.forms.end() ? *plain : group.forms.back();
      group.forms.assign(1, std::move(chosen));
    }
    to.insert(to.begin() + static_cast<std::ptrdiff_t>(std::min(group.place, to.size())), std::make_move_iterator(group.forms.begin()), std::make_move_iterator(group.forms.end()));
  }
  out.forms = std::move(groups[0].forms);
  return out;
}

}  // namespace

Result<Unwrapped> unwrap_mail(std::string_view bytes, const std::string& name) {
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos && nul < 4096)
    return fail(ErrorCode::bad_input, "byte 0x00 found: this is a binary file, expected a mail", name + ":" + line_and_column(bytes, nul));
  const std::string_view head = part_of(bytes, 0).head;
  Opened opened = open_parts(bytes, name);
  Unwrapped out;
  out.told.title = decode_words(header(head, "subject"));
  out.told.published = header(head, "date");
  out.told.id = header(head, "message-id");
  out.told.byline = decode_words(header(head, "from"));
  out.notes = std::move(opened.notes);
  out.encoding = opened.encoding.empty() ? "utf-8" : opened.encoding;
  std::string body;
  for (const Form& form : opened.forms) body += (body.empty() ? "" : "\n\n") + form.text;
  if (opened.forms.empty()) out.notes.push_back({"container", "the mail holds no text", {}});
  out.text = compose(out.told, body);
  if (out.text.size() >= UINT32_MAX) return fail(ErrorCode::limit_reached, "the mail's text is larger than 4 GiB", name);
  return out;
}

}  // namespace locarno::read
