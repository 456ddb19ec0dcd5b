#include "read/html_blocks.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "read/html.hpp"

namespace locarno::read {
namespace {

using Names = std::initializer_list<std::string_view>;
bool is_any(std::string_view name, Names names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view n) { return is_tag(name, n); });
}
bool is_block_tag(std::string_view name) {
  return is_any(name, {"p", "div", "li", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section",
                       "article", "header", "footer", "nav", "aside", "main", "figure", "figcaption", "blockquote", "dl", "dt",
                       "dd", "hr", "pre", "form", "body", "head", "html", "title", "option", "select", "button", "address",
                       "center", "tbody", "thead", "details", "summary"});
}
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// Elements that colour the words inside them; counters, because a stack would grow with hostile nesting.
constexpr std::array<std::string_view, 18> watched = {"small", "figcaption", "em", "i", "b", "strong", "a", "li", "nav", "aside",
                                                      "footer", "form", "button", "h1", "h2", "h3", "title", "blockquote"};
enum Watched { small, figcaption, em, italic, bold, strong, link, item, nav, aside, footer, form, button, h1, h2, h3, title, quote };

class HtmlBlocks {
 public:
  HtmlBlocks(std::string_view text, bool lines, Layout& layout) : text_(text), lines_(lines), layout_(layout) {}

  void run() {
    HtmlTokenizer tokens(text_);
    HtmlToken token;
    while (tokens.next(token)) {
      switch (token.kind) {
        case HtmlToken::Kind::text: words(token.span); break;
        case HtmlToken::Kind::open: open(token); break;
        case HtmlToken::Kind::close: close(token); break;
        case HtmlToken::Kind::comment: comment(token); break;
        case HtmlToken::Kind::raw: raw(token); break;
      }
    }
    flush();
  }

 private:
  /// Bytes of words counted while each watched element was open.
  struct Counts {
    std::uint32_t words = 0;
    std::array<std::uint32_t, watched.size()> in{};
  };

  void words(Span span) {
    if (lines_ && depth_ == 0 && !in_p_) {
      std::uint32_t at = span.begin;
      while (at < span.end) {
        auto line = static_cast<std::uint32_t>(std::min<std::size_t>(text_.substr(0, span.end).find('\n', at), span.end));
        run_of_words({at, line});
        at = line + 1;
        if (line < span.end) flush();
      }
      return;
    }
    run_of_words(span);
  }

  void run_of_words(Span span) {
    while (!span.empty() && is_space(text_[span.begin])) ++span.begin;
    std::uint32_t end = span.end;
    while (end > span.begin && is_space(text_[end - 1])) --end;
    if (end == span.begin) return;
    if (begin_ == none) {
      begin_ = span.begin;
    } else {
      if (breaks_ == 1 && starts_indented(span.begin)) { flush(); begin_ = span.begin; }
      // What stood between the words so far and these was markup: keep the cuts that were inside.
      cuts_.insert(cuts_.end(), pending_.begin(), pending_.end());
      stands_.insert(stands_.end(), pending_stands_.begin(), pending_stands_.end());
    }
    pending_.clear();
    pending_stands_.clear();
    breaks_ = 0;
    end_ = end;
    counts_.words += end - span.begin;
    for (std::size_t i = 0; i < watched.size(); ++i)
      if (open_[i] > 0) counts_.in[i] += end - span.begin;
    collect_references({span.begin, end}, stands_);
  }

  /// A break followed by an indent (two ideographic spaces or &nbsp;) begins a paragraph.
  bool starts_indented(std::uint32_t at) const {
    return text_.substr(at, 3) == "\xE3\x80\x80" || text_.substr(at, 6) == "&nbsp;" || text_.substr(at, 6) == "&emsp;" ||
           text_.substr(at, 2) == "\xC2\xA0";
  }

  void collect_references(Span span, std::vector<Layout::Stand>& out) const {
    const std::string_view until = text_.substr(0, span.end);
    for (std::size_t at = until.find('&', span.begin); at != std::string_view::npos; at = until.find('&', at + 1)) {
      const auto reference = reference_at(until, at);
      if (!reference) continue;
      const auto from = static_cast<std::uint32_t>(at);
      out.push_back({{from, from + reference->size}, reference->as});
    }
  }

  void open(const HtmlToken& token) {
    const std::string_view name = slice(text_, token.name);
    if (is_tag(name, "br")) return line_break(token.span);
    if (is_tag(name, "img")) return image(token);
    if (is_tag(name, "meta")) return meta(token);
    if (is_tag(name, "time")) return time(token);
    if (is_block_tag(name)) {
      flush();
      block_tag_ = token.name;
      if (!is_any(name, {"hr", "p", "li", "td", "tr", "th", "dt", "dd", "option"})) ++depth_;
      in_p_ = is_tag(name, "p");
    } else if (begin_ != none) {
      pending_.push_back(token.span);
    }
    watch(name, +1);
  }

  void close(const HtmlToken& token) {
    const std::string_view name = slice(text_, token.name);
    if (is_tag(name, "p")) in_p_ = false;
    if (is_block_tag(name)) {
      flush();
      block_tag_ = {};
      if (depth_ > 0 && !is_any(name, {"hr", "p", "li", "td", "tr", "th", "dt", "dd", "option"})) --depth_;
    } else if (begin_ != none) {
      pending_.push_back(token.span);
    }
    watch(name, -1);
  }

  void watch(std::string_view name, int step) {
    for (std::size_t i = 0; i < watched.size(); ++i) {
      if (!is_tag(name, watched[i])) continue;
      if (step < 0 && open_[i] == 0) return;
      // Elements that cannot stand inside themselves: one that is not closed must not colour the rest of the page.
      if (step > 0 && (i == item || i == link || i >= h1) && open_[i] > 0) return;
      open_[i] += step;
      return;
    }
  }

  void line_break(Span span) {
    if (begin_ == none) return;
    if (++breaks_ >= 2) return flush();
    pending_stands_.push_back({span, U' '});
  }

  void image(const HtmlToken& token) {
    const auto alt = attribute(text_, token.inside, "alt");
    if (begin_ != none) {  // a picture in the midst of a paragraph is not the paragraph's words
      pending_.push_back(token.span);
      return;
    }
    const bool has_words = alt && std::any_of(text_.begin() + alt->begin, text_.begin() + alt->end, [](char c) { return !is_space(c); });
    single(has_words ? *alt : token.span, has_words ? "img-alt" : "img");
  }

  void meta(const HtmlToken& token) {
    const auto key_name = attribute(text_, token.inside, "property");
    const auto key = key_name ? key_name : attribute(text_, token.inside, "name");
    const auto value = attribute(text_, token.inside, "content");
    if (!key || !value || value->empty()) return;
    if (is_any(slice(text_, *key), {"article:published_time", "og:published_time", "pubdate", "publishdate", "publish_date",
                                    "publish-date", "datepublished", "dc.date.issued", "dc.date", "date", "parsely-pub-date",
                                    "sailthru.date", "article.published", "weibo: article:create_at"})) {
      flush();
      single(*value, "meta-date");
    }
  }

  void time(const HtmlToken& token) {
    if (const auto value = attribute(text_, token.inside, "datetime"); value && !value->empty() && begin_ == none)
      single(*value, "meta-date");
    else if (begin_ != none) pending_.push_back(token.span);
  }

  void comment(const HtmlToken& token) {
    if (begin_ != none) {
      pending_.push_back(token.span);
      return;
    }
    if (!token.inside.empty() && text_.substr(token.span.begin, 4) == "<!--") single(token.span, "comment");
  }

  /// Scripts hold no words, but many pages say in one when they were published.
  void raw(const HtmlToken& token) {
    if (begin_ != none) pending_.push_back(token.span);
    if (begin_ != none || !is_tag(slice(text_, token.name), "script")) return;
    constexpr std::string_view key = "\"datePublished\"";
    const std::string_view inside = slice(text_, token.inside);
    const std::size_t at = inside.find(key);
    if (at == std::string_view::npos) return;
    const std::size_t from = inside.find('"', at + key.size());
    const std::size_t to = from == std::string_view::npos ? from : inside.find('"', from + 1);
    if (to == std::string_view::npos || to - from > 40) return;
    single({token.inside.begin + static_cast<std::uint32_t>(from) + 1, token.inside.begin + static_cast<std::uint32_t>(to)}, "meta-date");
  }

  void single(Span span, const char* hint) {
    RawBlock block;
    block.span = span;
    block.hint = hint;
    layout_.blocks.push_back(std::move(block));
    collect_references(span, layout_.stands);
  }

  std::string hint() const {
    const auto mostly = [&](std::size_t i) { return counts_.in[i] * 10ull >= counts_.words * 9ull; };
    for (const std::size_t i : {std::size_t{title}, std::size_t{figcaption}, std::size_t{h1}, std::size_t{h2}, std::size_t{h3},
                                std::size_t{nav}, std::size_t{footer}, std::size_t{aside}, std::size_t{button},
                                std::size_t{small}, std::size_t{em}, std::size_t{strong}, std::size_t{bold}, std::size_t{item}})
      if (mostly(i)) return std::string(i == bold ? watched[strong] : watched[i]);
    if (mostly(italic)) return "em";
    std::string tag(slice(text_, block_tag_));
    std::transform(tag.begin(), tag.end(), tag.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return tag;
  }

  void flush() {
    if (begin_ != none) {
      RawBlock block;
      block.span = {begin_, end_};
      block.cuts = std::move(cuts_);
      block.link_bytes = counts_.in[link];
      block.hint = hint();
      layout_.blocks.push_back(std::move(block));
      layout_.stands.insert(layout_.stands.end(), stands_.begin(), stands_.end());
    }
    cuts_.clear();
    stands_.clear();
    pending_.clear();
    pending_stands_.clear();
    begin_ = none;
    breaks_ = 0;
    counts_ = {};
  }

  static constexpr std::uint32_t none = UINT32_MAX;
  std::string_view text_;
  bool lines_;
  Layout& layout_;
  std::uint32_t begin_ = none, end_ = 0;
  std::vector<Span> cuts_, pending_;
  std::vector<Layout::Stand> stands_, pending_stands_;
  std::array<std::int32_t, watched.size()> open_{};
  Counts counts_;
  Span block_tag_;
  std::uint32_t depth_ = 0;
  int breaks_ = 0;
  bool in_p_ = false;
};

}  // namespace

bool looks_like_html(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && is_space(text[at])) ++at;
  const std::string_view head = text.substr(at, 9);
  if (is_tag(head, "<!doctype") || is_tag(head.substr(0, 5), "<html") || is_tag(head.substr(0, 5), "<?xml")) return true;
  // Three tags that only markup has, in the first 256 KB: one '<p>' in a plain text is a remark.
  std::size_t tags = 0;
  HtmlTokenizer tokens(text.substr(0, 256 * 1024));
  HtmlToken token;
  while (tags < 3 && tokens.next(token)) {
    if (token.kind != HtmlToken::Kind::open && token.kind != HtmlToken::Kind::close) continue;
    const std::string_view name = slice(text, token.name);
    tags += is_block_tag(name) || is_any(name, {"br", "img", "a", "span", "b", "i", "em", "strong", "small", "font"});
  }
  return tags >= 3;
}

void find_html_blocks(std::string_view text, bool lines, Layout& layout) { HtmlBlocks(text, lines, layout).run(); }

}  // namespace locarno::read
