// RSS 0.9x-2.0, RSS 1.0 (RDF) and Atom: one report an item.
#include <fmt/format.h>

#include "read/decode.hpp"
#include "read/raw_report.hpp"
#include "read/xml.hpp"

namespace locarno::read {
namespace {

constexpr std::size_t most_items = 100000;

/// The words or the markup of one child of an item.
struct Item {
  Told told;
  std::string summary, content;
  std::string updated, creator;
};

bool is_xhtml(std::string_view attributes) { return xml_attribute(attributes, "type") == "xhtml"; }

void put(Item& item, const XmlToken& open, std::string words) {
  const std::string_view name = open.name;
  const auto first = [&](std::string& to) { if (to.empty()) to = std::move(words); };
  if (open.prefix == "media" || open.prefix == "itunes") return;
  if (name == "title") first(item.told.title);
  else if (name == "pubDate" || name == "published" || name == "issued" || name == "date") first(item.told.published);
  else if (name == "updated" || name == "modified") first(item.updated);
  else if (name == "description" || name == "summary") first(item.summary);
  else if (name == "encoded" || name == "content") first(item.content);
  else if (name == "guid" || name == "id") first(item.told.id);
  else if (name == "source") first(item.told.source);
  else if (name == "creator" || name == "author") first(item.creator);
  else if (name == "link") {
    const std::string href = xml_attribute(open.attributes, "href"), rel = xml_attribute(open.attributes, "rel");
    if (!href.empty() && (rel.empty() || rel == "alternate")) words = href;
    else if (!href.empty()) return;
    first(item.told.address);
  }
}

std::string trimmed(const std::string& text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from == std::string::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

/// Goes through the children of an item up to its end. `depth` counts open elements below it.
void read_item(std::string_view text, XmlTokenizer& tokens, std::string_view item_name, Item& item) {
  XmlToken child;
  std::string words;
  std::size_t depth = 0, inner = 0;
  for (XmlToken token; tokens.next(token);) {
    if (token.kind == XmlToken::Kind::open) {
      if (depth == 0) {
        child = token;
        words.clear();
        inner = token.end;
        if (token.is_empty) put(item, child, {});
      }
      depth += !token.is_empty;
    } else if (token.kind == XmlToken::Kind::close) {
      if (depth == 0 || token.name == item_name) return;
      if (--depth > 0) continue;
      if (is_xhtml(child.attributes)) words = std::string(text.substr(inner, token.begin - inner));
      put(item, child, trimmed(words));
    } else if (depth == 1) {
      words += token.kind == XmlToken::Kind::cdata ? std::string(token.words) : xml_words(token.words);
    }
  }
}

RawReport piece_of(Item& item, const std::string& name, const Decoded& decoded) {
  RawReport piece;
  if (item.told.published.empty()) item.told.published = item.updated;
  if (item.told.id.empty()) item.told.id = item.told.address;
  piece.name = name;
  item.told.byline = item.creator;
  piece.told = item.told;
  piece.bytes = compose(item.told, item.content.empty() ? item.summary : item.content);
  piece.wrapping = "feed";
  piece.encoding = decoded.encoding;
  piece.notes = decoded.notes;
  for (DocumentNote& note : piece.notes) {
    note.text += " (of the whole feed)";
    note.span = {};
  }
  return piece;
}

}  // namespace

Result<RawReports> split_feed(std::string_view bytes, const std::string& name) {
  LOC_TRY(const Decoded decoded, decode(bytes, name));
  RawReports out;
  XmlTokenizer tokens(decoded.text);
  for (XmlToken token; tokens.next(token);) {
    if (token.kind != XmlToken::Kind::open || token.is_empty || (token.name != "item" && token.name != "entry")) continue;
    if (out.pieces.size() == most_items) {
      out.bad.push_back({ErrorCode::limit_reached, fmt::format("the feed has more than {} items, the rest is left out", most_items), name});
      break;
    }
    Item item;
    read_item(decoded.text, tokens, token.name, item);
    out.pieces.push_back(piece_of(item, fmt::format("{}#{}", name, out.pieces.size() + 1), decoded));
  }
  return out;
}

}  // namespace locarno::read
