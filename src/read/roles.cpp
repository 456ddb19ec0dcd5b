#include "read/roles.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"

namespace locarno::read {
namespace {

constexpr std::size_t none = SIZE_MAX;

/// "Home | World | Opinion | Sport", "Home > World > Text": bars of either width, or arrows, between short words.
bool is_menu(std::string_view line) {
  const auto count = [&](std::string_view bar) {
    int n = 0;
    for (std::size_t at = line.find(bar); at != std::string_view::npos; at = line.find(bar, at + bar.size())) ++n;
    return n;
  };
  return count("|") >= 3 || count("\xEF\xBD\x9C") >= 3 || count(" > ") >= 2;
}

/// Gives every block its role, rule by rule; a role once given stays.
class Roles {
 public:
  Roles(Document& document, const Layout& layout, const std::vector<BlockFeatures>& features)
      : document_(document), layout_(layout), f_(features), given_(features.size(), false) {
    document_.blocks.resize(f_.size());
    for (std::size_t i = 0; i < f_.size(); ++i) document_.blocks[i].span = layout_.blocks[i].span;
  }

  void run() {
    for (std::size_t i = 0; i < f_.size(); ++i) by_markup(i);
    for (std::size_t i = 0; i < f_.size(); ++i) by_phrase(i);
    find_related();
    for (std::size_t i = 0; i < f_.size(); ++i) by_caption(i);
    for (std::size_t i = 0; i < f_.size(); ++i)
      if (!given_[i] && is_paragraph(i)) give(i, BlockRole::body, "sentences");
    find_title();
    for (std::size_t i = 0; i < f_.size(); ++i) by_title(i);
    find_labels();
    for (std::size_t i = 0; i < f_.size(); ++i) by_place(i);
    find_lead();
    find_continuations();
  }

 private:
  const std::string& hint(std::size_t i) const { return layout_.blocks[i].hint; }
  bool is_hint(std::size_t i, std::initializer_list<const char*> names) const {
    return std::any_of(names.begin(), names.end(), [&](const char* name) { return hint(i) == name; });
  }
  void give(std::size_t i, BlockRole role, std::string why) {
    if (given_[i]) return;
    given_[i] = true;
    document_.blocks[i].role = role;
    document_.blocks[i].why = std::move(why);
  }
  bool is(std::size_t i, BlockRole role) const { return given_[i] && document_.blocks[i].role == role; }

  void by_markup(std::size_t i) {
    if (hint(i) == "comment") give(i, BlockRole::comment_meta, "comment");
    if (hint(i) == "img") give(i, BlockRole::image, "image");
    if (hint(i) == "rule") give(i, BlockRole::rule, "rule");
    if (hint(i) == "meta-date") give(i, BlockRole::dateline_meta, "date in the page's markup");
    if (is_hint(i, {"nav", "footer", "button", "option", "select", "form"})) give(i, BlockRole::widget, "inside <" + hint(i) + ">");
    if (hint(i) == "aside") give(i, BlockRole::related, "inside <aside>");
    const std::uint32_t bytes = layout_.blocks[i].span.size();
    if (layout_.blocks[i].link_bytes * 10ull >= bytes * 8ull && hint(i) != "h1" && hint(i) != "title" && hint(i) != "md-link" && bytes > 0)
      give(i, BlockRole::related, fmt::format("{} of {} bytes are a link", layout_.blocks[i].link_bytes, bytes));
  }

  /// No paragraph follows: only short lines.
  bool closes_report(std::size_t i) const {
    for (std::size_t k = i + 1; k < f_.size(); ++k)
      if (f_[k].full_stops > 0 && f_[k].chars >= 40) return false;
    return true;
  }

  void by_phrase(std::size_t i) {
    const BlockFeatures& f = f_[i];
    if (f.chars == 0) return give(i, BlockRole::widget, "no words");
    if (f.is_phrase && f.phrase == "pager") return give(i, BlockRole::pager, "phrase of a pager");
    if (f.is_phrase && (f.phrase == "widget" || f.phrase == "related")) return give(i, BlockRole::widget, "phrase of a widget");
    if (f.widget * 10 >= f.chars * 4 && f.chars < 300)
      return give(i, BlockRole::widget, fmt::format("{} of {} characters are widget phrases", f.widget, f.chars));
    if (f.digits > 0 && f.han + f.latin == 0 && f.digits <= 8 && !f.has_full_date)
      return give(i, BlockRole::pager, "digits only");
    if (f.full_stops == 0 && f.chars < 160 && is_menu(slice(document_.text, layout_.blocks[i].span)))
      return give(i, BlockRole::widget, "entries of a menu between bars");
    if (f.has_full_date && (f.full_stops == 0 || f.chars - f.date_chars <= 14) && f.chars <= f.date_chars + f.outlets + 30 && f.chars - f.date_chars <= 60)
      return give(i, BlockRole::dateline_meta, "a full date and little else");
    const bool short_line = f.chars <= 90;
    if (short_line && f.begins == "credit" && f.begins_value == "lead" && f.outlets > 0 && (f.chars - f.outlets) <= f.outlets + 8 &&
        (f.full_stops == 0 || f.chars - f.outlets <= 8))   // "According to X, C." is a sentence of the report
      return give(i, BlockRole::source_credit, "credit phrase and outlets");
    if (short_line && f.outlets > 0 && f.outlets * 10 >= f.chars * 7 && f.full_stops == 0)
      return give(i, BlockRole::source_credit, "names of outlets and little else");
    const char first = document_.text[layout_.blocks[i].span.begin];
    const bool bracketed = first == '(' || first == '[' || document_.text.compare(layout_.blocks[i].span.begin, 3, "\xEF\xBC\x88") == 0;
    if (bracketed && short_line && f.outlets > 0 && f.outlets + 1 >= f.han + f.latin && f.full_stops == 0 && closes_report(i))
      return give(i, BlockRole::source_credit, "outlets in brackets behind the last paragraph");
    if (short_line && f.begins == "credit" && f.begins_value == "lead" && (bracketed || hint(i) == "em"))
      return give(i, BlockRole::source_credit, "credit phrase set apart");
    if (short_line && (f.begins == "widget" || f.begins == "related") && f.begins_value != "line" && is_heading_shape(i) && f.words <= 15)
      return give(i, f.begins == "related" ? BlockRole::related : BlockRole::widget, "begins with a phrase of widgets or lists");
    const bool opens_lead = f.full_stops > 0 && (f.begins != "credit" ? f.chars > 36 : f.chars > 24 && f.begins_value != "lead" && f.commas > 0);   // "(AGENCY, CITY, from foreign wires) A said C."
    if (short_line && !opens_lead && (f.holds == "credit" || f.ends == "credit")) return give(i, BlockRole::source_credit, "credit phrase");
    if (f.begins == "editor" && f.chars <= 60 && f.full_stops == 0) return give(i, BlockRole::editor_meta, "editor or byline phrase");
  }

  void by_caption(std::size_t i) {
    const BlockFeatures& f = f_[i];
    if (hint(i) == "img-alt") return;  // the title repeated, or a caption: by_title
    if (is_hint(i, {"figcaption", "small", "caption"}) && f.chars < 500) give(i, BlockRole::caption, "inside <" + hint(i) + ">");
    if (f.begins == "caption" && f.begins_value == "start" && f.chars < 300) give(i, BlockRole::caption, "caption mark at the front");
    if (f.ends == "caption" && f.chars < 300 && f.chars >= 4) give(i, BlockRole::caption, "picture credit at the end");
    if (f.holds == "caption" && f.chars < 160) give(i, BlockRole::caption, "caption phrase");
  }

  /// From the heading of a list of other stories on, what is no widget belongs to the list.
  void find_related() {
    bool open = false;
    for (std::size_t i = 0; i < f_.size(); ++i) {
      if (f_[i].is_phrase && f_[i].phrase == "related") open = true;
      else if (open && is(i, BlockRole::pager)) document_.blocks[i].role = BlockRole::related;
      else if (open) give(i, BlockRole::related, "in a list of other stories");
      else if (f_[i].repeats && f_[i].chars >= 30) give(i, BlockRole::related, "a sentence stands twice in it");
    }
  }

  bool is_heading_shape(std::size_t i) const {
    const BlockFeatures& f = f_[i];
    if (f.full_stops > 0 || f.ends_colon || f.chars == 0) return false;
    const bool latin = f.latin > f.han;
    return latin ? f.words <= 22 : f.chars <= 60 && f.commas < 3;
  }

  bool is_paragraph(std::size_t i) const {
    const BlockFeatures& f = f_[i];
    if (is_hint(i, {"h1", "h2", "h3", "h4", "h5", "h6", "title", "img-alt", "md-link"})) return false;
    if (is_heading_shape(i)) return hint(i) == "p" && f.stops > 0 && f.commas > 0;
    return f.full_stops > 0 || f.ends_colon || f.chars >= 40 || f.commas >= 3;
  }

  void find_title() {
    std::size_t first_body = 0;
    while (first_body < f_.size() && !is(first_body, BlockRole::body)) ++first_body;
    for (const char* wanted : {"h1", "md-link", "title"})
      for (std::size_t i = 0; i < f_.size() && title_ == none; ++i)
        if (hint(i) == wanted && !given_[i]) title_ = i;
    for (std::size_t i = 0; i < first_body && title_ == none; ++i) {
      std::size_t best = none;
      for (std::size_t k = i; k < first_body; ++k)
        if (!given_[k] && is_heading_shape(k) && (best == none || f_[k].chars > f_[best].chars)) best = k;
      if (best == none || f_[best].chars < 4) break;
      title_ = best;
    }
    if (title_ != none) give(title_, BlockRole::title, "heading before the first paragraph");
  }

  void by_title(std::size_t i) {
    if (title_ == none || i == title_) return;
    if (hint(i) == "title") give(i, BlockRole::image_alt_title, "the page's name");
    if (f_[i].text_hash == f_[title_].text_hash && f_[i].chars == f_[title_].chars)
      give(i, BlockRole::image_alt_title, "same words as the title");
    if (hint(i) == "img-alt") give(i, BlockRole::caption, "words of an image");
    if (i < title_ && is_heading_shape(i)) give(i, BlockRole::caption, "short line before the title");
  }

  bool is_short(std::size_t i) const { return i < f_.size() && !given_[i] && is_heading_shape(i); }

  /// Two or more very short lines without an empty line between them: labels of a drawing.
  void find_labels() {
    for (std::size_t i = 0; i + 1 < f_.size(); ++i) {
      std::size_t end = i;
      while (is_short(end) && f_[end].chars <= 6 && (end == i || layout_.blocks[end].blank_lines == 0)) ++end;
      if (end < i + 2) continue;
      for (std::size_t k = i; k < end; ++k) give(k, BlockRole::infographic_label, "very short lines in a row");
      i = end - 1;
    }
  }

  /// The next block that is a paragraph or still a heading, looking over pictures and their captions; none at the end.
  std::size_t next_text(std::size_t i) const {
    for (++i; i < f_.size(); ++i)
      if (!given_[i] || is(i, BlockRole::body)) return i;
    return none;
  }

  void by_place(std::size_t i) {
    if (given_[i]) return;
    const BlockFeatures& f = f_[i];
    const std::size_t next = next_text(i);
    if (f.ends_outlet && f.chars <= 30) return give(i, BlockRole::caption, "short line ending with an outlet");
    if (next == none) return give(i, BlockRole::caption, "short line after the last paragraph");
    const char first = document_.text[layout_.blocks[i].span.begin];
    if (f.chars <= 8 && (first == '[' || document_.text.compare(layout_.blocks[i].span.begin, 3, "\xE3\x80\x90") == 0))
      return give(i, BlockRole::section_label, "short label in brackets");
    if (f.chars <= 6 && !is(next, BlockRole::body)) return give(i, BlockRole::section_label, "short label before a heading");
    if (hint(i) == "li" && f.chars >= 8) return give(i, BlockRole::body, "list item");
    give(i, BlockRole::subhead, "short line before a paragraph");
  }

  /// A paragraph that stops inside a sentence goes on in the next one that begins inside one; when the next begins afresh,
  /// a paragraph in front of it may be the rest (boxes saved out of order). See docs/reading.md, Continuations.
  void find_continuations() {
    std::vector<std::size_t> texts;
    for (std::size_t i = 0; i < f_.size(); ++i)
      if (is(i, BlockRole::body) || is(i, BlockRole::lead)) texts.push_back(i);
    std::vector<bool> taken(f_.size(), false);
    for (std::size_t k = 0; k < texts.size(); ++k) {
      const std::size_t open = texts[k];
      if (!f_[open].ends_open || f_[open].han < 20) continue;
      const std::size_t next = k + 1 < texts.size() ? texts[k + 1] : none;
      if (next != none && next <= open + 2 && !starts_afresh(next)) {
        document_.blocks[next].continues = static_cast<std::int32_t>(open);
        taken[next] = true;
      } else if (next == none || starts_afresh(next)) {
        for (std::size_t j = 0; j < k; ++j) {  // at the end of a file: the rest stands where the body was cut open
          const std::size_t rest = texts[j];
          const bool after_break = rest > 0 && !is(rest - 1, BlockRole::body);
          if (taken[rest] || !after_break || rest == texts.front() || starts_afresh(rest) || heading_before(rest)) continue;
          document_.blocks[rest].continues = static_cast<std::int32_t>(open);
          taken[rest] = true;
          break;
        }
      }
    }
  }

  bool heading_before(std::size_t i) const { return i > 0 && (is(i - 1, BlockRole::subhead) || is(i - 1, BlockRole::title) || is(i - 1, BlockRole::section_label)); }
  /// A mark, a quotation, a digit or a capital at its front.
  bool starts_afresh(std::size_t i) const {
    const std::string_view text = document_.text;
    const CodePoint c = decode_at(text, layout_.blocks[i].span.begin);
    return !(is_han(c.value) || (c.value >= 'a' && c.value <= 'z')) || begins_with_name(i);
  }
  bool begins_with_name(std::size_t i) const { return f_[i].begins_actor; }

  /// A first paragraph set off from the rest by pictures is the lead.
  void find_lead() {
    for (std::size_t i = 0; i < f_.size(); ++i) {
      if (!is(i, BlockRole::body)) continue;
      if (i + 1 < f_.size() && is(i + 1, BlockRole::caption) && layout_.blocks[i + 1].blank_lines > 1)
        document_.blocks[i].role = BlockRole::lead;
      return;
    }
  }

  Document& document_;
  const Layout& layout_;
  const std::vector<BlockFeatures>& f_;
  std::vector<bool> given_;
  std::size_t title_ = none;
};

void find_languages(Document& document, const std::vector<BlockFeatures>& features) {
  BlockFeatures all;
  for (const BlockFeatures& f : features) {
    all.han += f.han;
    all.hant += f.hant;
    all.hans += f.hans;
    all.latin += f.latin;
  }
  const Language chinese = all.hant * 50 >= all.han && all.hant > all.hans ? Language::zh_hant : Language::zh_hans;
  const Language fallback = all.han > 0 ? chinese : all.latin > 0 ? Language::en : Language::unknown;
  for (std::size_t i = 0; i < features.size(); ++i) document.blocks[i].language = language_of(features[i], fallback);
}

/// A report printed twice, in Chinese and in English: the paragraphs of the later language are its translation.
void find_translation(Document& document, const std::vector<BlockFeatures>& features) {
  const auto is_chinese = [](Language language) { return language == Language::zh_hans || language == Language::zh_hant; };
  std::size_t count[2] = {0, 0};
  const Block* first = nullptr;
  for (const Block& block : document.blocks) {
    if (block.role != BlockRole::body && block.role != BlockRole::lead) continue;
    if (first == nullptr) first = &block;
    ++count[is_chinese(block.language) == is_chinese(first->language) ? 0 : 1];
  }
  if (first == nullptr || count[1] == 0 || count[1] * 3 < count[0] || count[1] > count[0] * 3) return;
  for (std::size_t i = 0; i < features.size(); ++i) {
    Block& block = document.blocks[i];
    if ((block.role == BlockRole::body || block.role == BlockRole::lead) && is_chinese(block.language) != is_chinese(first->language)) {
      block.role = BlockRole::body_translation;
      block.why += "; other language than the first paragraphs";
    }
  }
}

}  // namespace

void assign_roles(Document& document, const Layout& layout, const std::vector<BlockFeatures>& features, const Codebook&,
                  const std::vector<Match>&) {
  Roles(document, layout, features).run();
  find_languages(document, features);
  find_translation(document, features);
}

}  // namespace locarno::read
