// Most tests wait: for engines that are slow or hang on purpose, for processes that start. Two cores have time for four of them.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
