// Style sheets that a part of the program brings along; the build puts them into files of their own.
declare module "*.css";
