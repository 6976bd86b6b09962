"""index: Article → stored index. Text analysis, people and countries, the engines that store and search."""
