#include "model/codebook_image.hpp"

#include <cstring>
#include <utility>

namespace locarno {
namespace {

class Writer {
 public:
  void number(std::uint32_t value) { out_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    out_.append(value);
  }
  void date(const std::optional<Date>& date) {
    const Date d = date.value_or(Date{});
    number(date ? 1 : 0);
    number(static_cast<std::uint32_t>(d.year) << 16 | static_cast<std::uint32_t>(d.month << 8) | d.day);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

class Cursor {
 public:
  explicit Cursor(std::string_view image) : at_(image.data()) {}
  std::uint32_t number() {
    std::uint32_t value;
    std::memcpy(&value, at_, sizeof value);
    at_ += sizeof value;
    return value;
  }
  std::string_view text() {
    const std::uint32_t size = number();
    const std::string_view value(at_, size);
    at_ += size;
    return value;
  }
  std::string string() { return std::string(text()); }   // a fresh one moves into its place; assigning would first look at what is there
  std::optional<Date> date() {
    const bool is_set = number() != 0;
    const std::uint32_t d = number();
    if (!is_set) return std::nullopt;
    return Date{static_cast<std::int16_t>(d >> 16), static_cast<std::uint8_t>(d >> 8 & 0xFF), static_cast<std::uint8_t>(d & 0xFF)};
  }

 private:
  const char* at_;
};

}  // namespace

std::string image_of(const Codebook& book) {
  Writer out;
  out.text(book.hash);
  out.number(static_cast<std::uint32_t>(book.actors.size()));
  for (const Actor& a : book.actors) {
    out.number(static_cast<std::uint32_t>(a.kind));
    for (const std::string* text : {&a.id, &a.party, &a.canonical, &a.org, &a.role}) out.text(*text);
    out.date(a.from);
    out.date(a.to);
  }
  out.number(static_cast<std::uint32_t>(book.terms.size()));
  for (const Term& t : book.terms) {
    out.number(static_cast<std::uint32_t>(t.kind) << 8 | static_cast<std::uint32_t>(t.language));
    for (const std::string* text : {&t.text, &t.cls, &t.value}) out.text(*text);
    out.number(static_cast<std::uint32_t>(t.where.file) << 16 | t.where.column);
    out.number(t.where.line);
    out.number(t.actor.is_none() ? UINT32_MAX : t.actor.index());
    out.number(static_cast<std::uint32_t>(t.weight));
  }
  out.number(static_cast<std::uint32_t>(book.files.size()));
  for (const std::string& file : book.files) out.text(file);
  out.number(static_cast<std::uint32_t>(book.actor_index.size()));
  for (const auto& [id, actor] : book.actor_index) {
    out.text(id);
    out.number(actor.index());
  }
  return out.take();
}

Codebook codebook_of_image(std::string_view image) {
  Cursor in(image);
  Codebook book;
  book.hash = in.text();
  std::uint32_t count = in.number();
  book.actors = decltype(book.actors)(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    Actor& a = book.actors[ActorId(i)];
    a.kind = static_cast<ActorKind>(in.number());
    a.id = in.string();
    a.party = in.string();
    a.canonical = in.string();
    a.org = in.string();
    a.role = in.string();
    a.from = in.date();
    a.to = in.date();
  }
  count = in.number();
  book.terms = decltype(book.terms)(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    Term& t = book.terms[TermId(i)];
    const std::uint32_t sort = in.number();
    t.kind = static_cast<TermKind>(sort >> 8);
    t.language = static_cast<Language>(sort & 0xFF);
    t.text = in.string();
    t.cls = in.string();
    t.value = in.string();
    const std::uint32_t place = in.number();
    t.where.file = static_cast<std::uint16_t>(place >> 16);
    t.where.column = static_cast<std::uint16_t>(place & 0xFFFF);
    t.where.line = in.number();
    const std::uint32_t actor = in.number();
    if (actor != UINT32_MAX) t.actor = ActorId(actor);
    t.weight = static_cast<int>(in.number());
  }
  count = in.number();
  book.files.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) book.files.push_back(in.string());
  count = in.number();
  for (std::uint32_t i = 0; i < count; ++i) {
    std::string id(in.text());
    book.actor_index.emplace_hint(book.actor_index.end(), std::move(id), ActorId(in.number()));
  }
  return book;
}

}  // namespace locarno
