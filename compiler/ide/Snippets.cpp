#include "Snippets.h"

namespace aqua::ide {

namespace {

constexpr Snippet statements[] = {
    {"if", "if condition:", "if ${1:condition}:\n    $0"},
    {"else", "else:", "else:\n    $0"},
    {"for", "for item <- items:", "for ${1:item} <- ${2:items}:\n    $0"},
    {"for", "for item <- items par:", "for ${1:item} <- ${2:items} par:\n    $0"},
    {"try", "try: … catch e:", "try:\n    $1\ncatch ${2:e}:\n    $0"},
    {"catch", "catch e:", "catch ${1:e}:\n    $0"},
    {"otherwise", "otherwise:", "otherwise:\n    $0"},
    {"on", "on peer:", "on ${1:peer}:\n    $0"},
    {"on", "on peer via relay:", "on ${1:peer} via ${2:HOST_PEER_ID}:\n    $0"},
    {"parseq",
     "parseq peer <- peers on peer:", "parseq ${1:peer} <- ${2:peers} on ${1:peer}:\n    $0"},
    {"par", "par call", "par $0"},
    {"co", "co call", "co $0"},
    {"join", "join value", "join $0"},
    {"<-", "<- result", "<- $0"},
};

constexpr Snippet definitions[] = {
    {"func", "func name() -> Type:", "func ${1:name}($2) -> ${3:string}:\n    $0"},
    {"func", "func name():", "func ${1:name}($2):\n    $0"},
    {"data", "data Name:", "data ${1:Name}:\n    ${2:field}: ${3:string}"},
    {"service", "service Name(\"id\"):", "service ${1:Name}(\"${2:id}\"):\n    ${3:method}($4)"},
    {"ability", "ability Name:", "ability ${1:Name}:\n    ${2:method}($3)"},
    {"alias", "alias Name: Type", "alias ${1:Name}: ${2:string}"},
    {"const", "const NAME = value", "const ${1:NAME} = ${2:value}"},
};

constexpr Snippet header[] = {
    {"aqua", "aqua Name declares *", "aqua ${1:Name} declares ${2:*}"},
    {"import", "import \"path\"", "import \"$1\""},
    {"import", "import name from \"path\"", "import ${1:name} from \"$2\""},
    {"use", "use \"path\" as Name", "use \"$1\" as ${2:Name}"},
    {"export", "export name", "export $1"},
};

constexpr Snippet types[] = {
    {"[]", "array", "[]${1:string}"},
    {"?", "option", "?${1:string}"},
    {"*", "stream", "*${1:string}"},
    {"%", "stream map", "%${1:string}"},
};

} // namespace

llvm::ArrayRef<Snippet> statementSnippets() {
  return statements;
}

llvm::ArrayRef<Snippet> definitionSnippets() {
  return definitions;
}

llvm::ArrayRef<Snippet> headerSnippets() {
  return header;
}

llvm::ArrayRef<Snippet> typeSnippets() {
  return types;
}

} // namespace aqua::ide
