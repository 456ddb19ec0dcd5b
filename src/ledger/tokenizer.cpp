#include "ledger/tokenizer.hpp"

#include <sqlite3.h>

#include "ledger/words.hpp"

namespace locarno::ledger {
namespace {

using Emit = int (*)(void*, int, const char*, int, int, int);

struct Sink {
  void* context;
  Emit emit;
  int put(int flags, const std::string& token, Span span) const {
    return emit(context, flags, token.data(), static_cast<int>(token.size()), static_cast<int>(span.begin),
                static_cast<int>(span.end));
  }
};

/// Two characters that stand together, with nothing between them.
bool makes_pair(const Word& first, const Word& second) {
  return first.is_character && second.is_character && first.span.end == second.span.begin;
}

/// `ends_pair`: the pair put before ends with this word. At the end of a question that says enough.
int put_word(const Sink& sink, const Word& word, const Word* next, bool in_query, bool ends_pair) {
  const bool has_pair = next != nullptr && makes_pair(word, *next);
  if (in_query && ends_pair && next == nullptr) return SQLITE_OK;
  if (!in_query || !has_pair) {
    if (const int code = sink.put(0, word.folded, word.span); code != SQLITE_OK || !has_pair) return code;
  }
  return sink.put(in_query ? 0 : FTS5_TOKEN_COLOCATED, word.folded + next->folded, {word.span.begin, next->span.end});
}

int tokenize(Fts5Tokenizer*, void* context, int flags, const char* text, int size, Emit emit) {
  if (text == nullptr || size <= 0) return SQLITE_OK;
  const Sink sink{context, emit};
  const bool in_query = (flags & FTS5_TOKENIZE_QUERY) != 0;
  try {
    WordCursor cursor({text, static_cast<std::size_t>(size)});
    Word word, next;
    bool has_word = cursor.next(word);
    bool ends_pair = false;
    while (has_word) {
      const bool has_next = cursor.next(next);
      const int code = put_word(sink, word, has_next ? &next : nullptr, in_query, ends_pair);
      if (code != SQLITE_OK) return code;
      ends_pair = has_next && makes_pair(word, next);
      std::swap(word, next);
      has_word = has_next;
    }
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  }
  return SQLITE_OK;
}

int create(void*, const char**, int, Fts5Tokenizer** out) {
  static int nothing = 0;  // FTS5 wants a pointer that is not null; the tokenizer has no state
  *out = reinterpret_cast<Fts5Tokenizer*>(&nothing);
  return SQLITE_OK;
}
void destroy(Fts5Tokenizer*) {}

}  // namespace

Result<void> register_tokenizer(Database& database) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(database.handle(), "SELECT fts5(?1)", -1, &statement, nullptr);
  if (code == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  if (api == nullptr)
    return fail(ErrorCode::bad_use, "this SQLite was built without FTS5, which the word index needs", database.path());
  fts5_tokenizer methods{create, destroy, tokenize};
  code = api->xCreateTokenizer(api, "locarno", nullptr, &methods, nullptr);
  if (code != SQLITE_OK) return Failure(database.error(code));
  return {};
}

}  // namespace locarno::ledger
