module example.com/acscodes

go 1.24
