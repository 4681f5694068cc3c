-- What SQLite alone has. Write-ahead log, full synchronous writes and foreign keys are set on every connection
-- (connect.rs); strict tables come by the word in the migrations. The file says whose it is: 0x42617365, "Base".
pragma application_id = 1113682789;
