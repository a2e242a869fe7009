// A body depends on its own text, on the shape of its module, on what other modules show, and on
// the little that bodies above it can change: streams that they push into, names that they adopt.

#include "BodyMemory.h"

#include "Globals.h"
#include "Session.h"

namespace aqua::sema {

void BodyMemory::start(uint64_t environment, support::FileId file, llvm::StringRef text,
                       std::shared_ptr<const Shape> shape) {
  bodies_.resize(shape->starts.size());
  file_ = file;
  text_ = text;
  seen_ = hashOf({environment, shape->hash});
  shape_ = std::move(shape);
  checkedCount_ = 0;
}

void BodyMemory::startItem(size_t number, const ast::Item& item) {
  number_ = number;
  item_ = &item;
  if (!llvm::isa<ast::FuncDecl>(item)) bodies_[number].reset();
}

void BodyMemory::finish(const Globals& globals) {
  seen_ = hashOf({seen_, globals.adopted()});
}

void BodyMemory::complete(hir::Function& function, Session& session, const Globals& globals,
                          llvm::function_ref<void()> check) {
  const support::SourceRange range = item_->range;
  const uint32_t lineStart = static_cast<uint32_t>(text_.take_front(range.begin).rfind('\n') + 1);
  const uint64_t key = hashOf({seen_, globals.adopted(), number_, range.begin - lineStart,
                               hashOf(text_.slice(range.begin, range.end))});
  std::optional<Body>& known = bodies_[number_];
  if (known && known->key == key) {
    recall(*known, function, session);
  } else {
    ++checkedCount_;
    known.emplace();
    known->key = key;
    const uint64_t adopted = globals.adopted();
    this->check(*known, function, session, check);
    // What it took into the context is not taken by saying again what was found.
    if (globals.adopted() != adopted) known.reset();
  }
  llvm::SmallVector<uint64_t, 4> pushed = {seen_};
  for (const hir::Local* parameter : function.pushedTo)
    pushed.push_back(static_cast<uint64_t>(llvm::find(function.parameters, parameter) -
                                           function.parameters.begin()));
  if (pushed.size() > 1) seen_ = hashOf({hashOf(pushed), number_});
}

void BodyMemory::check(Body& body, hir::Function& function, Session& session,
                       llvm::function_ref<void()> check) const {
  const size_t firstDiagnostic = session.diags.all().size();
  const size_t firstNote = session.recorder.notes().size();
  const bool hadOtherErrors = std::exchange(session.hasOtherErrors, false);
  check();
  body.file = file_;
  body.shape = shape_;
  body.diagnostics.assign(session.diags.all().begin() + static_cast<ptrdiff_t>(firstDiagnostic),
                          session.diags.all().end());
  const llvm::ArrayRef<NameRecorder::Note> notes = session.recorder.notes().drop_front(firstNote);
  body.notes.assign(notes.begin(), notes.end());
  for (const hir::Local* parameter : function.pushedTo)
    body.pushedTo.push_back(static_cast<uint32_t>(llvm::find(function.parameters, parameter) -
                                                  function.parameters.begin()));
  body.hasOtherErrors = session.hasOtherErrors;
  session.hasOtherErrors |= hadOtherErrors;
}

void BodyMemory::recall(const Body& body, hir::Function& function, Session& session) const {
  // Places in other modules are kept up to date by who asked for the check.
  const auto moved = [&](support::Loc loc) {
    if (loc.file != body.file) return loc;
    return support::Loc{file_, movedRange(loc.range, *body.shape, *shape_)};
  };
  for (const support::Diagnostic& diagnostic : body.diagnostics)
    session.diags.add(support::withPlaces(diagnostic, moved));
  for (NameRecorder::Note note : body.notes) {
    note.range = movedRange(note.range, *body.shape, *shape_);
    note.symbol.loc = moved(note.symbol.loc);
    session.recorder.note(note);
  }
  llvm::SmallVector<const hir::Local*, 2> pushedTo;
  for (const uint32_t index : body.pushedTo)
    pushedTo.push_back(function.parameters[index]);
  function.pushedTo = session.copy(pushedTo);
  session.hasOtherErrors |= body.hasOtherErrors;
}

} // namespace aqua::sema
