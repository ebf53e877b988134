"""The domain of Isnad: articles, their sources and the chain between them."""
