//! The operator's desk as pure state: customers, ticket, refunds, documents.
