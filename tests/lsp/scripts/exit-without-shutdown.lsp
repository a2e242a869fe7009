--- CONVERSATION
start
tell exit
status
! exit code 1
