#include "read/match_image.hpp"

#include <cstring>
#include <type_traits>

extern "C" {
[[gnu::weak]] extern const char locarno_lexicon_image[];
[[gnu::weak]] extern const char locarno_lexicon_image_end[];
}

namespace locarno::read {
namespace {

/// Eight bytes at a time.
std::uint64_t mixed(std::uint64_t hash, std::string_view text) {
  constexpr std::uint64_t prime = 0x9E3779B97F4A7C15u;
  hash = (hash ^ text.size()) * prime;
  while (!text.empty()) {
    std::uint64_t eight = 0;
    const std::size_t n = std::min<std::size_t>(8, text.size());
    std::memcpy(&eight, text.data(), n);
    hash = (hash ^ eight) * prime;
    hash ^= hash >> 29;
    text.remove_prefix(n);
  }
  return hash;
}

class Writer {
 public:
  template <class T>
  void row(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <class T>
  void rows(const std::vector<T>& all) {
    static_assert(std::is_trivially_copyable_v<T>);
    row(static_cast<std::uint64_t>(all.size()));
    out.append(reinterpret_cast<const char*>(all.data()), all.size() * sizeof(T));
  }
  void text(const std::u16string& text) { rows(std::vector<char16_t>(text.begin(), text.end())); }
  std::string out;
};

class Cursor {
 public:
  explicit Cursor(std::string_view image) : at_(image.data()) {}
  template <class T>
  void row(T& value) {
    std::memcpy(&value, at_, sizeof value);
    at_ += sizeof value;
  }
  template <class T>
  void rows(std::vector<T>& all) {
    std::uint64_t count = 0;
    row(count);
    all.resize(count);
    if (count > 0) std::memcpy(static_cast<void*>(all.data()), at_, count * sizeof(T));
    at_ += count * sizeof(T);
  }
  void text(std::u16string& text) {
    std::vector<char16_t> units;
    rows(units);
    text.assign(units.begin(), units.end());
  }

 private:
  const char* at_;
};

}  // namespace

/// Walks the parts of the tables in one order, for writing and for reading.
struct TablesImage {
  template <class Door, class Tables>
  static void pass(Door& door, Tables& t) {
    door.rows(t.pool);
    door.rows(t.entries);
    door.rows(t.first);
    door.rows(t.single);
    for (auto* slots : {&t.pairs, &t.words, &t.phrases}) {
      door.rows(slots->filter_);
      door.rows(slots->slots_);
      door.row(slots->mask_);
      door.row(slots->shift_);
    }
    door.rows(t.doubtful);
    door.rows(t.kinds);
    door.rows(t.actors);
  }
};

std::uint64_t print_of(const Codebook& book) {
  std::uint64_t hash = book.terms.size();
  for (const Term& t : book.terms) {
    hash = mixed(mixed(hash, t.text), t.cls);
    if (t.kind != TermKind::actor) hash = mixed(hash, t.value);   // of a name the value is its actor's
    hash = (hash ^ static_cast<std::uint64_t>(t.kind) << 32 ^ t.actor.index()) * 0x9E3779B97F4A7C15u;
  }
  return hash;
}

std::string image_of(const Codebook& book, const Lexicon::Tables& tables) {
  Writer out;
  out.row(print_of(book));
  TablesImage::pass(out, tables);
  for (const std::vector<Licence>* licences : {&tables.after, &tables.before}) {
    out.row(static_cast<std::uint64_t>(licences->size()));
    for (const Licence& licence : *licences) {
      out.text(licence.form);
      out.text(licence.names);
    }
  }
  return std::move(out.out);
}

bool is_image_of(std::string_view image, const Codebook& book) {
  std::uint64_t print = 0;
  if (image.size() < sizeof print) return false;
  std::memcpy(&print, image.data(), sizeof print);
  return print == print_of(book);
}

std::string_view world_image() {
  if (locarno_lexicon_image == nullptr) return {};
  return {locarno_lexicon_image, static_cast<std::size_t>(locarno_lexicon_image_end - locarno_lexicon_image)};
}

Lexicon::Tables::Tables(std::string_view image) {
  Cursor in(image.substr(sizeof(std::uint64_t)));
  TablesImage::pass(in, *this);
  for (std::vector<Licence>* licences : {&after, &before}) {
    std::uint64_t count = 0;
    in.row(count);
    licences->resize(count);
    for (Licence& licence : *licences) {
      in.text(licence.form);
      in.text(licence.names);
    }
  }
}

}  // namespace locarno::read
