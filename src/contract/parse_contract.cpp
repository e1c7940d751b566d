#include "entente/contract/parse_contract.hpp"

#include "contract/contract_reader.hpp"
#include "contract/contract_writer.hpp"

namespace entente {
namespace {

/// The normalised document, which must be one that can be read again.
std::string normalised(const ContractReader &reader, json::Value root) {
  json::Writer writer;
  write_contract(writer, reader);
  const std::size_t values = writer.values();
  std::string text = writer.take();
  if (text.size() > limits::kDocumentBytes || values > limits::kDocumentValues) {
    json::report(reader.problems, "limit", root,
                 "a document of at most " + std::to_string(limits::kDocumentBytes) + " bytes and " +
                     std::to_string(limits::kDocumentValues) + " values with every default filled in");
  }
  return text;
}

}  // namespace

std::shared_ptr<const Contract> parse_contract(std::string_view json, const std::string &zoneinfo,
                                               Problems &problems) {
  ProblemList list;
  std::shared_ptr<const Contract> contract;
  if (const auto document = json::parse(json, list)) {
    ContractReader reader(zoneinfo, list);
    read_contract(reader, document->root());
    if (list.empty()) reader.contract.normalised_json = normalised(reader, document->root());
    if (list.empty()) contract = std::make_shared<const Contract>(std::move(reader.contract));
  }
  problems = list.take();
  return contract;
}

}  // namespace entente
