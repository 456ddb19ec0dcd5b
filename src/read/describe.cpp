#include "read/describe.hpp"

#include <algorithm>
#include <array>

#include "read/roles.hpp"

namespace locarno::read {
namespace {

void add_once(std::vector<std::string>& list, const std::string& name) {
  if (std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
}

/// Host of the first address in `link`, without "www.".
std::string_view host_of(std::string_view link) {
  const std::size_t scheme = link.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = link.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#:) \"'"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return host;
}

/// The outlet one of whose addresses is the host or a parent of it.
std::string outlet_of_host(std::string_view host, const Codebook& book) {
  if (host.empty()) return {};
  for (const Term& term : book.terms) {
    if (term.kind != TermKind::actor || term.actor.is_none() || term.text.find('.') == std::string::npos) continue;
    if (book.actors[term.actor].kind != ActorKind::outlet || !host.ends_with(term.text)) continue;
    if (host.size() == term.text.size() || host[host.size() - term.text.size() - 1] == '.') return book.actors[term.actor].canonical;
  }
  return {};
}

/// Names after a byline phrase: separated by the ideographic comma, spaces or commas, up to a bracket or the end.
void read_names(std::string_view words, std::vector<std::string>& byline) {
  std::string name;
  const auto push = [&] {
    while (!name.empty() && name.back() == ' ') name.pop_back();
    if (name.size() >= 4 && name.size() <= 60) add_once(byline, name);
    name.clear();
  };
  for (std::size_t at = 0; at < words.size();) {
    const std::string_view rest = words.substr(at);
    if (rest.starts_with("\xE3\x80\x80")) {   // a wide space: another name, or another entry of the line
      push();
      if (rest.find("\xEF\xBC\x9A") != std::string_view::npos) break;
      at += 3;
      continue;
    }
    if (rest.starts_with("\xE3\x80\x81") || rest.starts_with("\xEF\xBC\x8C")) { push(); at += 3; continue; }
    if (rest[0] == ',' || rest.starts_with("/")) { push(); ++at; continue; }
    if (rest[0] == ')' || rest[0] == ']' || rest[0] == '(' || rest[0] == '\n' || rest.starts_with("\xEF\xBC\x89")) break;
    if (name.empty() && (rest[0] == ' ' || rest[0] == ':')) { ++at; continue; }
    if (name.empty() && rest.starts_with("\xEF\xBC\x9A")) { at += 3; continue; }
    name.push_back(rest[0]);
    ++at;
  }
  push();
}

/// The site's name at the end of a page's title: "Talks resume - RTHK", "Talks resume | AFP".
bool is_title_tail(std::string_view text, const Block& block, Span name) {
  if (block.role != BlockRole::title || name.end != block.span.end || name.begin < block.span.begin + 4) return false;
  const std::string_view before = text.substr(block.span.begin, name.begin - block.span.begin);
  return before.ends_with(" - ") || before.ends_with(" | ") || before.ends_with("_") || before.ends_with(" \xE2\x80\x93 ") || before.ends_with(" \xE2\x80\x94 ");
}

/// An agency in brackets or between strokes near the front of a block, as wires sign: "NEW DELHI, Oct 31 (IANS)", "Beirut (AFP) - ", "YEREVAN, April 16. /ARKA/". What stands
/// before it is a place and perhaps a day: capitals, digits, commas, no sentence.
bool is_wire_sign(std::string_view text, Span block, Span name) {
  constexpr std::uint32_t most_before = 60, most_words = 7;
  if (name.begin <= block.begin || name.begin - block.begin > most_before || name.end >= block.end) return false;
  const char opens = text[name.begin - 1], closes = text[name.end];
  if (!(opens == '(' && closes == ')') && !(opens == '/' && closes == '/')) return false;
  std::uint32_t words = 0;
  bool at_front = true;
  for (std::uint32_t at = block.begin; at + 1 < name.begin; ++at) {
    const char c = text[at];
    if (at_front && c >= 'a' && c <= 'z') return false;
    if (c == '.' && at + 2 < name.begin && at - block.begin > 0 && text[at + 1] == ' ' && words > 3) return false;
    if (at_front && c != ' ') ++words;
    at_front = c == ' ' || c == '/' || c == '-';
  }
  return words >= 1 && words <= most_words;
}

/// "(OUTLET's Chinese service) ...", "[OUTLET special] ...": a bracket that opens a paragraph and begins with the outlet's name.
bool opens_bracketed(std::string_view text, Span block, Span name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> pairs = {{{"(", ")"}, {"\xEF\xBC\x88", "\xEF\xBC\x89"},
      {"\xE3\x80\x90", "\xE3\x80\x91"}, {"\xE3\x80\x94", "\xE3\x80\x95"}, {"[", "]"}}};
  constexpr std::size_t most_behind = 24, least_after = 30;
  const std::string_view words = slice(text, block);
  for (const auto& [open, close] : pairs) {
    if (!words.starts_with(open) || name.begin != block.begin + open.size()) continue;
    const std::size_t end = words.find(close, name.end - block.begin);
    return end != std::string_view::npos && end <= name.end - block.begin + most_behind && end + least_after < words.size();
  }
  return false;
}

/// "OUTLET | World | The war": the head of a page's path, in one of the first lines.
std::string head_of_path(const Document& document, const Codebook& codebook, const std::vector<Match>& matches) {
  constexpr std::size_t first_lines = 3;
  for (std::size_t i = 0; i < document.blocks.size() && i < first_lines; ++i) {
    const Span line = document.blocks[i].span;
    const std::string_view words = slice(document.text, line);
    if (is_running_text(document.blocks[i].role) || (words.find('|') == std::string_view::npos && words.find("\xEF\xBD\x9C") == std::string_view::npos)) continue;
    for (const Match& m : matches) {
      if (m.bytes.begin > line.begin) break;
      if (m.bytes.begin < line.begin || m.kind != TermKind::actor) continue;
      const Term& term = codebook.terms[m.term];
      if (!term.actor.is_none() && codebook.actors[term.actor].kind == ActorKind::outlet) return codebook.actors[term.actor].canonical;
    }
  }
  return {};
}

}  // namespace

void find_credits(Document& document, const Layout& layout, const Codebook& codebook, const std::vector<Match>& matches) {
  for (std::size_t i = 0; i < layout.blocks.size(); ++i)
    if (layout.blocks[i].hint == "md-link" && document.blocks[i].role == BlockRole::title)
      if (const auto name = outlet_of_host(host_of(slice(document.text, layout.blocks[i].span)), codebook); !name.empty())
        add_once(document.credits, name);
  if (const std::string head = head_of_path(document, codebook, matches); !head.empty()) add_once(document.credits, head);
  // the page's own address or path says whose report it is; agencies it draws upon stay credits
  const std::size_t own = document.credits.size();
  std::string sign;   // whose own report it is, by the bracket that opens it
  auto match = matches.begin();
  for (const Block& block : document.blocks) {
    const auto dateline = is_running_text(block.role) ? dateline_of(document.text, block) : std::nullopt;
    while (match != matches.end() && match->bytes.begin < block.span.begin) ++match;
    for (; match != matches.end() && match->bytes.begin < block.span.end; ++match) {
      if (match->kind != TermKind::actor && match->kind != TermKind::boilerplate) continue;
      const Term& term = codebook.terms[match->term];
      const bool is_outlet = term.kind == TermKind::actor && !term.actor.is_none() && codebook.actors[term.actor].kind == ActorKind::outlet;
      const bool is_meta = block.role == BlockRole::source_credit || block.role == BlockRole::dateline_meta || block.role == BlockRole::editor_meta;
      const bool is_credit = is_outlet && (is_meta || (dateline && match->bytes.end <= dateline->span.end) || is_wire_sign(document.text, block.span, match->bytes) ||
                             is_title_tail(document.text, block, match->bytes));
      if (is_credit) add_once(document.credits, codebook.actors[term.actor].canonical);
      else if (is_outlet && is_running_text(block.role) && sign.empty() && opens_bracketed(document.text, block.span, match->bytes)) sign = codebook.actors[term.actor].canonical;
      if (term.kind != TermKind::boilerplate || term.cls != "editor" || term.value != "by") continue;
      const bool in_brackets = is_running_text(block.role) && match->bytes.begin > block.span.begin &&
                               (document.text[match->bytes.begin - 1] == '(' ||
                                document.text.compare(match->bytes.begin - std::min(3u, match->bytes.begin), 3, "\xEF\xBC\x88") == 0);
      if (block.role == BlockRole::editor_meta || in_brackets)
        read_names(slice(document.text, {match->bytes.end, block.span.end}), document.byline);
    }
  }
  if (!sign.empty() && own == 0) {
    add_once(document.credits, sign);
    document.outlet = sign;
    return;
  }
  const std::size_t outlets = own > 0 ? own : document.credits.size();
  for (std::size_t i = 0; i < outlets; ++i) document.outlet += (document.outlet.empty() ? "" : "/") + document.credits[i];
}

void describe(Document& document, const Layout& layout, const Codebook& codebook, const std::vector<Match>& matches) {
  describe(document, layout, codebook, fold_layout(document.text, layout), matches);
}

void describe(Document& document, const Layout& layout, const Codebook& codebook, const Folded& folded,
              const std::vector<Match>& matches) {
  document.container = layout.container;
  document.markup = layout.markup;
  document.blocks.clear();
  const auto features = block_features(document.text, layout, codebook, matches);
  assign_roles(document, layout, features, codebook, matches);
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (block.role == BlockRole::title && document.title.empty()) document.title = words_of(document.text, layout, layout.blocks[i]);
    if (is_running_text(block.role) && block.language != Language::unknown &&
        std::find(document.languages.begin(), document.languages.end(), block.language) == document.languages.end())
      document.languages.push_back(block.language);
  }
  find_credits(document, layout, codebook, matches);
  find_publication(document, layout, codebook, folded, matches);
}

}  // namespace locarno::read
